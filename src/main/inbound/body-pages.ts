import { randomBytes } from 'node:crypto'
import { keptBodyPages } from './limits.ts'

/** `pages` has a script of the app's own, for a frame that can reach nothing; `document` has none. */
export interface BodyPage {
  readonly body: string
  readonly kind: 'document' | 'pages'
}

/** Bodies that are open in a window, under paths that nobody can guess; the oldest give way. */
export interface BodyPages {
  offer(html: string): string
  /** A file that is looked into; only the last one is kept, since each may be large. */
  offerPreview(html: string, kind: BodyPage['kind']): string
  find(path: string): BodyPage | null
  forget(): void
}

export function createBodyPages(): BodyPages {
  const pages = new Map<string, string>()
  let preview: (BodyPage & { readonly path: string }) | null = null
  return {
    offer: (html) => {
      const path = `/mail/${randomBytes(18).toString('base64url')}`
      pages.set(path, html)
      const [oldest] = pages.keys()
      if (pages.size > keptBodyPages && oldest !== undefined) {
        pages.delete(oldest)
      }
      return path
    },
    offerPreview: (body, kind) => {
      const path = `/preview/${randomBytes(18).toString('base64url')}`
      preview = { path, body, kind }
      return path
    },
    find: (path) => {
      if (preview?.path === path) {
        return preview
      }
      const body = pages.get(path)
      return body === undefined ? null : { body, kind: 'document' }
    },
    forget: () => {
      pages.clear()
      preview = null
    },
  }
}
