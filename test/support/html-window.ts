import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core'
import type { Harm } from '../data/html/vectors.ts'
import { pokeFrames } from './html-poke.ts'

/** One document in a frame of its own. `headers` as its host would send them. */
export interface Exposed {
  readonly bytes: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** What happened while documents lay open and everything in them was used: of each document, and of nobody known. */
export interface Seen {
  readonly byDocument: readonly ReadonlyMap<Harm, string>[]
  readonly unassigned: readonly string[]
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** What `leak.test` leads to; Chromium finds it without DNS, and writes down each time that it looks. */
const watchedName = 'watched.localhost'
/** More frames at once are no faster. */
const frames = 60

/**
 * A browser in open mode: nothing is intercepted. Its names below `leak.test` lead to a watcher, which reads from the
 * first bytes of a connection (TLS's server name or HTTP's host) which document it came from; other names lead nowhere.
 */
export class HtmlWindow {
  readonly #folder: string
  readonly #watcher: Server
  readonly #pages: HttpServer
  readonly #browser: Browser
  #documents: readonly Exposed[] = []
  #sandbox = ''
  #seen: Map<Harm, string>[] = []
  #unassigned: string[] = []
  #sentinel: (() => void) | null = null

  static async open(): Promise<HtmlWindow> {
    const folder = await mkdtemp(join(tmpdir(), 'html-window-'))
    const watcher = createServer()
    const pages = createHttpServer()
    watcher.listen(0, '127.0.0.1')
    pages.listen(0, '127.0.0.1')
    await Promise.all([once(watcher, 'listening'), once(pages, 'listening')])
    const { port } = watcher.address() as AddressInfo
    const watched = `${watchedName}:${String(port)}`
    const browser = await chromium.launch({
      executablePath:
        process.env['STANDIN_CHROMIUM'] ?? places.find((place) => existsSync(place)) ?? 'chromium',
      args: [
        '--no-sandbox',
        `--host-resolver-rules=MAP sentinel.test 127.0.0.1:${String(port)}, MAP leak.test ${watched}, MAP *.leak.test ${watched}, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE ${watchedName}`,
        `--log-net-log=${join(folder, 'net.json')}`,
      ],
    })
    return new HtmlWindow(folder, watcher, pages, browser)
  }

  private constructor(folder: string, watcher: Server, pages: HttpServer, browser: Browser) {
    this.#folder = folder
    this.#watcher = watcher
    this.#pages = pages
    this.#browser = browser
    watcher.on('connection', (socket) => {
      const unnamed = setTimeout(() => socket.destroy(), 2_000)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        clearTimeout(unnamed)
        if (socket.bytesRead === 0) this.#note(undefined, 'connects', 'a connection without a word')
      })
      socket.once('data', (first) => {
        const said = first.toString('latin1')
        if (said.includes('sentinel.test')) this.#sentinel?.()
        else this.#note(/v(\d+)\.leak\.test/.exec(said)?.[1], 'connects', said.slice(0, 80))
        socket.destroy()
      })
    })
    pages.on('request', (request, response) => {
      const path = request.url ?? ''
      const document = this.#documents[Number(/^\/mail\/(\d+)$/.exec(path)?.[1] ?? -1)]
      const range = /^\/frames\/(\d+)$/.exec(path)?.[1]
      if (range !== undefined) {
        response.writeHead(200, { 'content-type': 'text/html' }).end(this.#framesFrom(Number(range)))
      } else if (document === undefined) {
        const from = /\/mail\/(\d+)$/.exec(request.headers.referer ?? '')?.[1]
        if (path !== '/favicon.ico') this.#note(from, 'connects', path)
        response.writeHead(404).end()
      } else {
        response.writeHead(200, document.headers).end(document.bytes)
      }
    })
  }

  /**
   * Opens each document in a frame, clicks, focuses and rewrites everything in it, and tells what came of it.
   * @param sandbox of the frames, as its attribute is written
   */
  async expose(documents: readonly Exposed[], sandbox: string): Promise<Seen> {
    this.#documents = documents
    this.#sandbox = sandbox
    this.#seen = documents.map(() => new Map<Harm, string>())
    this.#unassigned = []
    const context = await this.#browser.newContext()
    try {
      await context.exposeBinding('pwn', ({ frame }) => {
        this.#note(documentOf(frame), 'runs', frame.url())
      })
      const page = await context.newPage()
      this.#listen(context, page)
      for (let start = 0; start < documents.length; start += frames) await this.#show(page, start)
    } finally {
      await context.close()
    }
    return { byDocument: this.#seen, unassigned: this.#unassigned }
  }

  /** Ends the browser and tells how often it looked for a name below `leak.test`, to connect or ahead of that. */
  async close(): Promise<number> {
    await this.#browser.close()
    this.#watcher.close()
    this.#pages.closeAllConnections()
    this.#pages.close()
    // What stands before the events repeats the command line.
    const [, events = ''] = (await readFile(join(this.#folder, 'net.json'), 'utf8')).split('"events": [')
    await rm(this.#folder, { recursive: true, force: true })
    return events.split(watchedName).length - 1
  }

  async #show(page: Page, start: number): Promise<void> {
    const { port } = this.#pages.address() as AddressInfo
    await page.goto(`http://localhost:${String(port)}/frames/${String(start)}`)
    const found = await page.evaluate(pokeFrames)
    for (const [index, oddity] of found.entries()) {
      if (oddity !== '') this.#note(String(start + index), 'deceives', oddity)
    }
    const sentinel = new Promise<void>((resolve) => (this.#sentinel = resolve))
    // Asked for last: when it has come, whatever was asked for before has come too.
    await page.evaluate(() => {
      new Image().src = 'http://sentinel.test/'
    })
    await sentinel
  }

  #listen(context: BrowserContext, page: Page): void {
    const owners = new Map<Frame, string>()
    page.on('dialog', (dialog) => void dialog.dismiss())
    page.on('framenavigated', (frame) => {
      if (frame.parentFrame() !== page.mainFrame()) return
      const known = owners.get(frame)
      const own = documentOf(frame)
      if (known === undefined && own !== undefined) owners.set(frame, own)
      else if (frame.url() !== 'about:blank' && own !== known) this.#note(known, 'leaves', frame.url())
    })
    page.on('download', (download) => {
      this.#note(undefined, 'leaves', download.url())
    })
    context.on('page', (popup) => {
      this.#note(undefined, 'leaves', popup.url())
      void popup.close().catch(() => undefined)
    })
  }

  #framesFrom(start: number): string {
    const sandbox = this.#sandbox === '' ? '' : ` sandbox="${this.#sandbox}"`
    return this.#documents
      .slice(start, start + frames)
      .map((_, index) => `<iframe src="/mail/${String(start + index)}"${sandbox}></iframe>`)
      .join('')
  }

  #note(index: string | undefined, harm: Harm, what: string): void {
    const seen = index === undefined ? undefined : this.#seen[Number(index)]
    if (seen === undefined) this.#unassigned.push(`${harm}: ${what}`)
    else seen.set(harm, what)
  }
}

/** Number of the document in whose frame, or inside whose frame, something happened. */
function documentOf(frame: Frame): string | undefined {
  for (let at: Frame | null = frame; at !== null; at = at.parentFrame()) {
    const index = /\/mail\/(\d+)(?:[?#]|$)/.exec(at.url())?.[1]
    if (index !== undefined) return index
  }
  return undefined
}
