import { randomBytes } from 'node:crypto'
import type { EnginePage } from '../host-api.ts'

/** Pages to print: no script, no request, only their own style and the pictures inside them. */
const printPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

/** Documents under unguessable paths, each served once. */
export interface PageDesk {
  /** @returns the path under which the desktop finds it */
  offer(html: string): string
  take(path: string): EnginePage | null
  /** What was offered and never fetched. */
  forget(): void
}

export function createPageDesk(): PageDesk {
  const pages = new Map<string, string>()
  return {
    offer: (html) => {
      const path = `/print/${randomBytes(18).toString('base64url')}`
      pages.set(path, html)
      return path
    },
    take: (path) => {
      const body = pages.get(path)
      pages.delete(path)
      return body === undefined
        ? null
        : { contentType: 'text/html; charset=utf-8', contentSecurityPolicy: printPolicy, body }
    },
    forget: () => {
      pages.clear()
    },
  }
}
