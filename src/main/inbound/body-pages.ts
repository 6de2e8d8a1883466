import { randomBytes } from 'node:crypto'

/** Bodies that are open in a window, under paths that nobody can guess; the oldest give way. */
export interface BodyPages {
  offer(html: string): string
  find(path: string): { readonly body: string } | null
  forget(): void
}

const kept = 32

export function createBodyPages(): BodyPages {
  const pages = new Map<string, string>()
  return {
    offer: (html) => {
      const path = `/mail/${randomBytes(18).toString('base64url')}`
      pages.set(path, html)
      const [oldest] = pages.keys()
      if (pages.size > kept && oldest !== undefined) {
        pages.delete(oldest)
      }
      return path
    },
    find: (path) => {
      const body = pages.get(path)
      return body === undefined ? null : { body }
    },
    forget: () => {
      pages.clear()
    },
  }
}
