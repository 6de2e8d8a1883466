import { randomInt } from 'node:crypto'
import net from 'node:net'

const blockSize = 16
/** Below Linux's ephemeral range (32768 up), so that no outgoing connection takes a port of the block. */
const firstBlock = 20_000 / blockSize
const lastBlock = 32_000 / blockSize

/** Ports of one lab: the first is held open for the lab's whole life, which makes the block its own. */
export type PortBlock = { readonly port: (index: number) => number; readonly release: () => Promise<void> }

/**
 * Takes sixteen neighbouring loopback ports that no other lab on this machine uses. Servers that need their port
 * number in a file before they start (Dovecot, Postfix) can't ask for port 0; holding the first port of an aligned
 * block is a lock that ends with the process.
 */
export async function takePortBlock(): Promise<PortBlock> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const first = randomInt(firstBlock, lastBlock) * blockSize
    const guard = await listen(first)
    if (guard === null) continue
    if (await allFree(first + 1, first + blockSize - 1)) {
      guard.unref()
      return {
        port: (index) => {
          if (index < 1 || index >= blockSize) throw new RangeError(`port ${index} is outside the block`)
          return first + index
        },
        release: () => close(guard),
      }
    }
    await close(guard)
  }
  throw new Error('no free block of ports on loopback')
}

async function allFree(from: number, to: number): Promise<boolean> {
  for (let port = from; port <= to; port += 1) {
    const server = await listen(port)
    if (server === null) return false
    await close(server)
  }
  return true
}

function listen(port: number): Promise<net.Server | null> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function close(server: net.Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
