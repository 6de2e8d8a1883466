import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { pdfData } from '../../../scripts/lib/pdf-data-plugin.ts'
import { framePolicies } from '../../../src/main/engine/pages/frame-policies.ts'
import { previewFile } from '../../../src/main/inbound/preview/preview-file.ts'
import { bodyDocument } from '../double/bodies.ts'
import { sampleFile } from '../double/files.data.ts'

export type Gallery = { readonly url: string; readonly close: () => Promise<void> }

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** The policy under which the app's page runs (src/main/desktop/pages.ts), so that a violation shows here too. */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The window with the double behind it. */
async function buildWindow(outDir: string): Promise<void> {
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: path.join(import.meta.dirname, 'index.html'),
          pdf: path.join(import.meta.dirname, '../../../src/renderer/preview/pdf.ts'),
        },
        output: {
          entryFileNames: ({ name }) => (name === 'pdf' ? 'preview/pdf.js' : 'assets/[name]-[hash].js'),
        },
      },
    },
    worker: { format: 'iife', plugins: () => [pdfData()] },
  })
}

/** Serves the window with the double behind it on a free loopback port. It is built for the first who asks. */
export async function serveGallery(): Promise<Gallery> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'sealpost-gallery-'))
  let built: Promise<void> | undefined
  const respond = async (address: string, host: string): Promise<Answer> => {
    await (built ??= buildWindow(outDir))
    return answer(address, host, outDir)
  }
  const server = createServer((request, response) => {
    void respond(request.url ?? '/', request.headers.host ?? '')
      .catch((error: unknown): Answer => ({ status: 500, headers: {}, body: String(error) }))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await built?.catch(() => undefined)
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

type Answer = { status: number; headers: Record<string, string>; body: string }

async function answer(address: string, host: string, outDir: string): Promise<Answer> {
  const url = new URL(address, 'http://gallery')
  const mail = /^\/mail\/(\d+)$/.exec(url.pathname)
  if (mail) {
    const scheme = url.searchParams.get('scheme') === 'dark' ? 'dark' : 'light'
    return {
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': framePolicies('').document,
      },
      body: bodyDocument(Number(mail[1]), scheme),
    }
  }
  const file = /^\/preview\/(?!pdf\.js)(.+)$/.exec(url.pathname)?.[1]
  if (file !== undefined) return previewAnswer(decodeURIComponent(file), url, host)
  if (url.pathname === '/') {
    const nonce = randomBytes(16).toString('base64')
    const index = await readFile(path.join(outDir, 'index.html'), 'utf8')
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(nonce) },
      body: index.replaceAll('__CSP_NONCE__', nonce),
    }
  }
  const contentType = contentTypes[path.extname(url.pathname)]
  const built = path.join(outDir, path.normalize(url.pathname))
  const body = contentType === undefined ? null : await readFile(built, 'utf8').catch(() => null)
  if (contentType === undefined || body === null) return { status: 404, headers: {}, body: '' }
  // A page that is opened again finds its scripts compiled.
  return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'max-age=3600' }, body }
}

/** A file of the double as the engine would offer it to its frame. */
async function previewAnswer(name: string, url: URL, host: string): Promise<Answer> {
  const scheme = url.searchParams.get('scheme') === 'dark' ? 'dark' : 'light'
  const shown = previewFile({ name, contentType: '', bytes: await sampleFile(name) }, scheme)
  if (!shown.ok) return { status: 404, headers: {}, body: '' }
  const { kind, html } = shown.value
  const policy = framePolicies(`http://${host}`)[kind]
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: html,
  }
}
