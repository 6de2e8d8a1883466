import net from 'node:net'
import type { AddressInfo } from 'node:net'
import type { LabServer } from '../lab/index.ts'

/** A network line to a server of the lab that can fail. TLS passes through it untouched. */
export type FickleLine = {
  /** What the account names instead of the server itself. */
  readonly server: LabServer
  /** Cuts every connection once the server has sent so many bytes over it, and takes no new ones. */
  readonly failAfter: (bytes: number) => void
  readonly restore: () => void
  readonly close: () => Promise<void>
}

export async function startFickleLine(target: LabServer): Promise<FickleLine> {
  let remaining = Number.POSITIVE_INFINITY
  const sockets = new Set<net.Socket>()
  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const listener = net.createServer((client) => {
    if (remaining <= 0) {
      client.resetAndDestroy()
      return
    }
    const server = net.connect(target.port, '127.0.0.1')
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    client.pipe(server)
    server.on('data', (chunk: Buffer) => {
      remaining -= chunk.length
      if (remaining <= 0) cutAll()
      else client.write(chunk)
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  return {
    server: { ...target, port },
    failAfter: (bytes) => {
      remaining = bytes
      if (bytes <= 0) cutAll()
    },
    restore: () => {
      remaining = Number.POSITIVE_INFINITY
    },
    close: () => {
      cutAll()
      return new Promise((resolve) => listener.close(() => resolve()))
    },
  }
}
