import net from 'node:net'
import tls from 'node:tls'
import type { AddressInfo } from 'node:net'
import type { ServerCertificate } from './certificates.ts'
import { createRecorder, type Recorder } from './recorder.ts'

/**
 * Where the connection to the submission server is cut.
 * - `before-dot`: the message's last bytes never reach the server: it keeps nothing.
 * - `after-dot`: the server has taken the message, its answer never reaches the client.
 * - `stall-after-dot`: as `after-dot`, but the connection stays open and silent.
 * - `mid-data`: cut when half of a chunk of the message has been passed on.
 * - `{ afterClientBytes }`, `{ afterServerBytes }`: cut at that byte of the dialogue above TLS.
 */
export type Fault =
  | 'none'
  | 'before-dot'
  | 'after-dot'
  | 'stall-after-dot'
  | 'mid-data'
  | { readonly afterClientBytes: number }
  | { readonly afterServerBytes: number }

/** A submission server (TLS from the first byte) before the real one, which cuts connections where it is told. */
export type FaultFront = {
  readonly port: number
  /** Applies to connections opened from now on. */
  readonly setFault: (fault: Fault) => void
  /** How many connections it has cut or stalled. */
  readonly hits: () => number
  /** How many bytes each side of the newest connection has said, above TLS. */
  readonly said: () => { readonly client: number; readonly server: number }
  /** What clients said, above TLS. */
  readonly recorder: Recorder
  readonly close: () => Promise<void>
}

/** Starts a fault front before the plain submission port `upstreamPort` on loopback. */
export async function startFaultFront(options: {
  readonly upstreamPort: number
  readonly certificate: ServerCertificate
}): Promise<FaultFront> {
  let fault: Fault = 'none'
  let hits = 0
  let said = { client: 0, server: 0 }
  const recorder = createRecorder([])
  const open = new Set<net.Socket>()
  const server = tls.createServer(
    { cert: options.certificate.cert, key: options.certificate.key },
    (client) => {
      open.add(client)
      client.on('data', recorder.record)
      client.once('close', () => open.delete(client))
      relayWithFault(
        client,
        net.connect(options.upstreamPort, '127.0.0.1'),
        fault,
        (said = { client: 0, server: 0 }),
        () => {
          hits += 1
        },
      )
    },
  )
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    setFault: (next) => {
      fault = next
    },
    hits: () => hits,
    said: () => said,
    recorder,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const dot = '\r\n.\r\n'

function relayWithFault(
  client: net.Socket,
  upstream: net.Socket,
  fault: Fault,
  said: { client: number; server: number },
  onHit: () => void,
): void {
  let inData = false
  let swallowing = false
  let tail = ''
  const cut = (): void => {
    onHit()
    client.destroy()
    upstream.destroy()
  }
  client.on('data', (chunk: Buffer) => {
    said.client += chunk.length
    if (typeof fault === 'object' && 'afterClientBytes' in fault && said.client >= fault.afterClientBytes) {
      const rest = chunk.subarray(0, chunk.length - (said.client - fault.afterClientBytes))
      upstream.write(rest, cut)
      return
    }
    if (inData && fault === 'mid-data') {
      upstream.write(chunk.subarray(0, chunk.length >> 1), cut)
      return
    }
    const text = tail + chunk.toString('latin1')
    tail = text.slice(-(dot.length - 1))
    if (inData && text.includes(dot)) {
      inData = false
      if (fault === 'before-dot') {
        cut()
        return
      }
      swallowing = fault === 'after-dot' || fault === 'stall-after-dot'
      if (fault === 'stall-after-dot') onHit()
    }
    upstream.write(chunk)
  })
  upstream.on('data', (chunk: Buffer) => {
    said.server += chunk.length
    const text = chunk.toString('latin1')
    if (swallowing) {
      if (fault === 'after-dot' && /^\d{3} /m.test(text)) cut()
      return
    }
    if (/^354/m.test(text)) inData = true
    if (typeof fault === 'object' && 'afterServerBytes' in fault && said.server >= fault.afterServerBytes) {
      client.write(chunk.subarray(0, chunk.length - (said.server - fault.afterServerBytes)), cut)
      return
    }
    client.write(chunk)
  })
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    socket.on('error', () => other.destroy())
    socket.on('close', () => other.end())
  }
}
