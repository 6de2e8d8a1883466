import net, { type AddressInfo } from 'node:net'

/** A port before another one, which can be shut: what runs through it is TLS from end to end and stays unread. */
export type TcpGate = {
  readonly port: number
  /** Ends what is open and lets nothing more through. */
  shut(): void
  open(): void
  /** Cuts the connection that carries the next so many bytes from the client, from now on. */
  cutAfterClientBytes(bytes: number): void
  /** As `cutAfterClientBytes`, of what the server says. */
  cutAfterServerBytes(bytes: number): void
  /** Lets the client say so many bytes, and cuts before it hears what the server answers to them. */
  loseAnswerAfterClientBytes(bytes: number): void
  readonly cuts: () => number
  /** Lets the servers say so many bytes from now on, and keeps the rest until `release`. */
  holdAfterServerBytes(bytes: number): void
  isHolding(): boolean
  release(): void
  /** As a slow line: so many bytes a second from the server, over each connection. */
  slowTo(bytesPerSecond: number): void
  /** How many bytes the server has said over each connection so far, in the order of their opening. */
  readonly serverBytes: () => readonly number[]
  close(): Promise<void>
}

export async function startTcpGate(upstreamPort: number): Promise<TcpGate> {
  let isShut = false
  let left: { side: 'client' | 'server'; bytes: number } | null = null
  let isAnswerLost = false
  let cuts = 0
  let bytesPerSecond = Infinity
  let bytesToHold = Infinity
  const held = new Set<net.Socket>()
  const serverBytes: number[] = []
  const sockets = new Set<net.Socket>()
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = net.createServer((client) => {
    if (isShut) {
      client.destroy()
      return
    }
    const upstream = net.connect(upstreamPort, '127.0.0.1')
    const number = serverBytes.push(0) - 1
    const relay = (side: 'client' | 'server', from: net.Socket, to: net.Socket) => {
      from.on('data', (chunk: Buffer) => {
        if (left?.side === side) left.bytes -= chunk.length
        const isOver = left !== null && left.bytes <= 0
        // Whatever is said after the client's last byte is the answer.
        if (isOver && (!isAnswerLost || side === 'server')) {
          left = null
          cuts += 1
          client.destroy()
          upstream.destroy()
          return
        }
        to.write(chunk)
        if (side !== 'server') return
        serverBytes[number] = (serverBytes[number] ?? 0) + chunk.length
        bytesToHold -= chunk.length
        if (bytesToHold <= 0) {
          from.pause()
          held.add(from)
          return
        }
        const waitMs = (chunk.length / bytesPerSecond) * 1_000
        if (waitMs > 0) {
          from.pause()
          setTimeout(() => from.resume(), waitMs)
        }
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        held.delete(from)
        to.end()
      })
      sockets.add(from)
    }
    relay('client', client, upstream)
    relay('server', upstream, client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    shut: () => {
      isShut = true
      endAll()
    },
    open: () => {
      isShut = false
    },
    cutAfterClientBytes: (bytes) => {
      isAnswerLost = false
      left = { side: 'client', bytes }
    },
    cutAfterServerBytes: (bytes) => {
      isAnswerLost = false
      left = { side: 'server', bytes }
    },
    loseAnswerAfterClientBytes: (bytes) => {
      isAnswerLost = true
      left = { side: 'client', bytes }
    },
    holdAfterServerBytes: (bytes) => {
      bytesToHold = bytes
    },
    isHolding: () => held.size > 0,
    release: () => {
      bytesToHold = Infinity
      for (const socket of held) socket.resume()
      held.clear()
    },
    cuts: () => cuts,
    slowTo: (rate) => {
      bytesPerSecond = rate
    },
    serverBytes: () => serverBytes,
    close: async () => {
      endAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
