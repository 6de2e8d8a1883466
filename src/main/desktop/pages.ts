import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Session } from 'electron'
import { appOrigin } from '../../shared/bridge.ts'
import type { EngineThread } from './engine-thread.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** index.html carries this where the load's nonce belongs. */
const noncePlaceholder = /__CSP_NONCE__/g

/**
 * Serves the app's own pages from one made-up https origin and answers every other request, https or http, with an
 * error: a window has no way to the network. Only files that were in the bundle when the app started exist.
 */
export async function servePages(session: Session, rendererDir: string, engine: EngineThread): Promise<void> {
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(rendererDir, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const file = path.join(entry.parentPath, entry.name)
      files.set('/' + path.relative(rendererDir, file).split(path.sep).join('/'), await readFile(file))
    }
  }

  session.protocol.handle('http', () => refused())
  session.protocol.handle('https', async (request) => {
    const url = new URL(request.url)
    if (url.origin !== appOrigin || request.method !== 'GET') {
      return refused()
    }
    if (url.pathname === '/') {
      return indexPage(files.get('/index.html'))
    }
    const file = files.get(url.pathname)
    const contentType = contentTypes[path.extname(url.pathname)]
    if (file !== undefined && contentType !== undefined && url.pathname !== '/index.html') {
      return new Response(new Uint8Array(file), {
        headers: { ...commonHeaders, 'content-type': contentType },
      })
    }
    const page = await engine.page(url.pathname)
    if (page === null) {
      return new Response('', { status: 404, headers: commonHeaders })
    }
    return new Response(page.body, {
      headers: {
        ...commonHeaders,
        'content-type': page.contentType,
        'content-security-policy': page.contentSecurityPolicy,
      },
    })
  })
}

const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

function indexPage(index: Buffer | undefined): Response {
  if (index === undefined) {
    return new Response('', { status: 404 })
  }
  const nonce = randomBytes(16).toString('base64')
  return new Response(index.toString('utf8').replace(noncePlaceholder, nonce), {
    headers: {
      ...commonHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  })
}

function refused(): Response {
  return new Response('', { status: 403 })
}
