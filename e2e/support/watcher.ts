import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { appOrigin } from '../../src/shared/bridge.ts'

/** Who takes every connection of the browser in open mode, and counts them. */
export interface Watcher {
  /** Connections so far, each with its first words, such as the name of the server that TLS asks for. */
  readonly connections: readonly string[]
  /** For the stand-in host, whose README says what they mean. */
  readonly env: Record<string, string>
  close(): void
}

export async function startWatcher(): Promise<Watcher> {
  const connections: string[] = []
  const server = createServer((socket) => {
    const index = connections.push('') - 1
    socket.on('error', () => socket.destroy())
    socket.once('data', (first) => {
      connections[index] = /[\w.-]*leak\.test/.exec(first.toString('latin1'))?.[0] ?? 'elsewhere'
      socket.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    connections,
    env: {
      STANDIN_NETWORK: 'open',
      STANDIN_WATCHER: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      STANDIN_ORIGINS: appOrigin,
    },
    close: () => server.close(),
  }
}
