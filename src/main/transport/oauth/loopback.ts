import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { transportLimits } from '../limits.ts'

/** Listens on loopback for the one redirect that ends a sign-in (RFC 8252 section 7.3). */
export type LoopbackListener = {
  readonly port: number
  /** The query of the first request for `/`; null when `signal` ends the wait. */
  readonly redirect: (signal: AbortSignal) => Promise<URLSearchParams | null>
  readonly close: () => void
}

/** Opens the listener on a free port of 127.0.0.1. `page` is the HTML that the browser shows in the end. */
export async function listenOnLoopback(page: string): Promise<LoopbackListener> {
  let arrived: (query: URLSearchParams) => void = () => undefined
  const firstQuery = new Promise<URLSearchParams>((resolve) => {
    arrived = resolve
  })
  const server = http.createServer(
    { maxHeaderSize: transportLimits.signInRequestBytes },
    (request, response) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      if (request.method !== 'GET' || url.pathname !== '/' || !isLoopbackName(request.headers.host)) {
        response.writeHead(404).end()
        return
      }
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          connection: 'close',
        })
        .end(page)
      arrived(url.searchParams)
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    redirect: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(null)
          return
        }
        signal.addEventListener('abort', () => resolve(null), { once: true })
        void firstQuery.then(resolve)
      }),
    close: () => {
      server.close()
      // The browser may hold a connection open that it never used.
      server.closeIdleConnections()
    },
  }
}

/** A page elsewhere whose name was pointed at 127.0.0.1 (DNS rebinding) sends its own name as Host. */
function isLoopbackName(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '')
}
