import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'

interface Place {
  readonly host: string
  readonly port: number
}

/**
 * Stands before the watcher of open mode and takes each connection of the browser where the app's session sends it:
 * on to the watcher, or, once the app has set a proxy, to that proxy.
 */
export class Relay {
  readonly #server: Server
  #target: Place

  /** @param watcher as `host:port` */
  static async open(watcher: string): Promise<Relay> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Relay(server, placeOf(watcher))
  }

  private constructor(server: Server, watcher: Place) {
    this.#server = server
    this.#target = watcher
    server.on('connection', (socket) => {
      const onward = connect(this.#target)
      socket.on('error', () => onward.destroy())
      socket.on('close', () => onward.destroy())
      onward.on('error', () => socket.destroy())
      onward.on('close', () => socket.destroy())
      socket.pipe(onward).pipe(socket)
    })
    // The browser ends first; nothing here holds the process.
    server.unref()
  }

  get address(): string {
    return `127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  /** @param proxy as `host:port` */
  setProxy(proxy: string): void {
    this.#target = placeOf(proxy)
  }
}

function placeOf(address: string): Place {
  const { hostname, port } = new URL(`http://${address}`)
  return { host: hostname, port: Number(port) }
}
