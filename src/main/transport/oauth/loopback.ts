import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { transportLimits } from '../limits.ts'

/** Listens on loopback for the one redirect that ends a sign-in (RFC 8252 section 7.3). */
export type LoopbackListener = {
  readonly port: number
  /** The query of the first request for `/` that `isOurs` takes; null when `signal` ends the wait. */
  readonly redirect: (signal: AbortSignal) => Promise<URLSearchParams | null>
  readonly close: () => void
}

export type LoopbackOptions = {
  /** Any program and any page on this computer can send a request here; what this refuses ends nothing. */
  readonly isOurs: (query: URLSearchParams) => boolean
  /** HTML that the browser shows in the end. */
  readonly returnPage: string
  /** HTML for a request that `isOurs` refuses. */
  readonly strayPage: string
}

/** Opens the listener on a free port of 127.0.0.1. */
export async function listenOnLoopback(options: LoopbackOptions): Promise<LoopbackListener> {
  let arrived: (query: URLSearchParams) => void = () => undefined
  const ourQuery = new Promise<URLSearchParams>((resolve) => {
    arrived = resolve
  })
  const server = http.createServer(
    { maxHeaderSize: transportLimits.signInRequestBytes },
    (request, response) => {
      const query = redirectQuery(request)
      if (query === null) {
        response.writeHead(404).end()
        return
      }
      const isOurs = options.isOurs(query)
      response.writeHead(isOurs ? 200 : 400, pageHeaders).end(isOurs ? options.returnPage : options.strayPage)
      if (isOurs) arrived(query)
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
        void ourQuery.then(resolve)
      }),
    close: () => {
      server.close()
      // The browser may hold a connection open that it never used.
      server.closeIdleConnections()
    },
  }
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  connection: 'close',
} as const

/** The query of what may be a redirect; null for every other request, also for one that can't be read. */
function redirectQuery({ method, url, headers }: http.IncomingMessage): URLSearchParams | null {
  const base = 'http://127.0.0.1'
  if (method !== 'GET' || !isLoopbackName(headers.host) || !URL.canParse(url ?? '/', base)) return null
  const { pathname, searchParams } = new URL(url ?? '/', base)
  return pathname === '/' ? searchParams : null
}

/** A page elsewhere whose name was pointed at 127.0.0.1 (DNS rebinding) sends its own name as Host. */
function isLoopbackName(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '')
}
