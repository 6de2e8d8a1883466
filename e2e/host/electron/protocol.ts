import type { HeaderList, InterceptedRequest, RequestVerdict } from '../contract.ts'

type Handler = (request: Request) => Response | Promise<Response>
type ProtocolSurface = Pick<Electron.Protocol, 'handle' | 'isProtocolHandled' | 'unhandle'>

/** Schemes that the app answers itself, in one session. */
export class Protocol implements ProtocolSurface {
  readonly #handlers = new Map<string, Handler>()

  handle(
    scheme: string,
    handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>,
  ): void {
    if (this.#handlers.has(scheme)) {
      throw new Error(`Failed to register protocol: ${scheme}`)
    }
    this.#handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme)
  }

  /** Host only: the app's answer, or null where it doesn't answer this scheme. */
  async answer(request: InterceptedRequest): Promise<RequestVerdict | null> {
    const handler = this.#handlers.get(new URL(request.url).protocol.slice(0, -1))
    if (handler === undefined) {
      return null
    }
    const response = await handler(
      new Request(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === null ? {} : { body: request.body }),
      }),
    )
    if (response.type === 'error') {
      return { kind: 'fail', reason: 'Failed' }
    }
    const headers: HeaderList = [...response.headers]
    return {
      kind: 'fulfill',
      status: response.status,
      headers,
      body: new Uint8Array(await response.arrayBuffer()),
    }
  }
}
