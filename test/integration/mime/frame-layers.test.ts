import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sanitizeHtml } from '../../../src/main/mime/index.ts'
import { vectorFamilies } from '../../data/html/vectors.ts'

/**
 * The layers around a mail, from the inside out: its HTML is rebuilt, its document has a policy, its frame is
 * sandboxed, its window asks nobody but the app. Here a window is put together with any of them left out.
 */
interface Layers {
  readonly sanitizer: boolean
  readonly policy: boolean
  readonly sandbox: boolean
  readonly gate: boolean
}
interface Harm {
  readonly connections: number
  readonly scripts: number
  readonly navigations: number
}

const origin = 'https://app.test'
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
const none: Layers = { sanitizer: false, policy: false, sandbox: false, gate: false }
const all: Layers = { sanitizer: true, policy: true, sandbox: true, gate: true }
const noHarm: Harm = { connections: 0, scripts: 0, navigations: 0 }
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** What `leak.test` leads to; Chromium finds it without DNS, and writes down each time that it looks. */
const watchedName = 'watched.localhost'

/** A browser, and who watches what it reaches: one each, so that nothing of one run is counted for another. */
interface Watch {
  readonly browser: Browser
  readonly connections: () => number
  /** Ends the browser and tells how often it looked for `leak.test`. */
  readonly end: () => Promise<number>
}

let folder: string
const ends: (() => Promise<number>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame-layers-'))
})
afterAll(async () => {
  await Promise.all(ends.map((end) => end()))
  await rm(folder, { recursive: true, force: true })
})

async function watch(): Promise<Watch> {
  let connections = 0
  const watcher = createServer((socket) => {
    connections += 1
    socket.on('error', () => socket.destroy())
    socket.destroy()
  })
  watcher.listen(0, '127.0.0.1')
  await once(watcher, 'listening')
  const { port } = watcher.address() as AddressInfo
  const netLog = join(folder, `${String(port)}.json`)
  const browser = await chromium.launch({
    executablePath:
      process.env['STANDIN_CHROMIUM'] ?? places.find((place) => existsSync(place)) ?? 'chromium',
    args: [
      '--no-sandbox',
      `--host-resolver-rules=MAP leak.test ${watchedName}:${String(port)}, MAP * ~NOTFOUND, EXCLUDE ${watchedName}`,
      `--log-net-log=${netLog}`,
    ],
  })
  const end = async () => {
    await browser.close()
    watcher.close()
    // What stands before the events repeats the command line.
    const [, events = ''] = (await readFile(netLog, 'utf8')).split('"events": [')
    return events.split(watchedName).length - 1
  }
  ends.push(end)
  return { browser, connections: () => connections, end }
}

function documentOf(vectors: readonly string[], layers: Layers): string {
  const html = `<p>Begin</p>${vectors.map((vector) => `<div>${vector}</div>`).join('\n')}<p>End</p>`
  if (!layers.sanitizer) return html
  const mail = sanitizeHtml(html, { scheme: 'light', inlineImage: () => null, remoteImages: 'blocked' })
  if (!mail.ok) throw new Error(mail.error.code)
  return layers.policy ? mail.value.html : mail.value.html.replace(/<meta http-equiv="Content-Sec[^>]*>/, '')
}

/** What a mail of these vectors does in a window of these layers. */
async function harmOf(
  vectors: readonly string[],
  layers: Layers,
  { browser, connections }: Watch,
): Promise<Harm> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const before = connections()
  try {
    return { ...(await loaded(context, vectors, layers)), connections: connections() - before }
  } finally {
    await context.close()
  }
}

async function loaded(context: BrowserContext, vectors: readonly string[], layers: Layers) {
  const page = await context.newPage()
  let scripts = 0
  let navigations = 0
  await context.exposeFunction('pwn', () => {
    scripts += 1
  })
  page.on('dialog', (dialog) => void dialog.dismiss())
  context.on('page', () => {
    navigations += 1
  })
  await context.route('**', (route) => {
    const url = route.request().url()
    if (url === `${origin}/`) {
      const sandbox = layers.sandbox ? 'sandbox="allow-same-origin"' : ''
      return route.fulfill({ contentType: 'text/html', body: `<iframe src="/mail" ${sandbox}></iframe>` })
    }
    if (url === `${origin}/mail`) {
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: layers.policy ? { 'content-security-policy': policy } : {},
        body: documentOf(vectors, layers),
      })
    }
    navigations += route.request().isNavigationRequest() ? 1 : 0
    return layers.gate || !url.includes('leak.test') ? route.abort() : route.continue()
  })
  await page.goto(`${origin}/`)
  await page.waitForLoadState('networkidle')
  return { scripts, navigations }
}

const fetching = ['<img src="https://leak.test/x">', '<link rel="stylesheet" href="https://leak.test/x">']
const running = ['<img src="data:," onerror="parent.pwn()">', '<script>parent.pwn()</script>']
const leaving = ['<meta http-equiv="refresh" content="0;url=https://leak.test/x">']
const lookingAhead = [
  '<link rel="dns-prefetch" href="https://leak.test">',
  '<link rel="preconnect" href="https://leak.test">',
]

describe('H1: every family of vectors in the window with all its layers', () => {
  let window: Watch
  beforeAll(async () => {
    window = await watch()
  })

  it.each(Object.entries(vectorFamilies))(
    '%s: no connection, no script, no navigation',
    async (_, vectors) => {
      // A vector that swallows what follows it would hide the rest: so once more, the other way round.
      const both = [vectors, vectors.toReversed()].map((each) => harmOf(each, all, window))
      expect(await Promise.all(both)).toEqual([noHarm, noHarm])
    },
  )

  it('and no name is looked up, not even ahead', async () => {
    expect(await harmOf(lookingAhead, all, window)).toEqual(noHarm)
    expect(await window.end()).toBe(0)
  })

  it('positive control: without the layers the same browser looks names up, and it is seen', async () => {
    const bare = await watch()
    await harmOf([...lookingAhead, ...fetching], none, bare)
    expect(await bare.end()).toBeGreaterThan(0)
  })
})

describe('each layer holds alone what it is there for, and without it the same mail does harm', () => {
  const holds: readonly [keyof Layers, keyof Harm, readonly string[]][] = [
    ['sanitizer', 'connections', fetching],
    ['sanitizer', 'scripts', running],
    ['sanitizer', 'navigations', leaving],
    ['policy', 'connections', fetching],
    ['policy', 'scripts', running],
    ['sandbox', 'scripts', running],
    ['gate', 'connections', fetching],
  ]
  let held: Watch
  let bare: Watch
  beforeAll(async () => {
    held = await watch()
    bare = await watch()
  })

  it.each(holds)('%s: %s', async (layer, harm, vectors) => {
    const alone = await harmOf(vectors, { ...none, [layer]: true }, held)
    expect(alone[harm]).toBe(0)
    await expect
      .poll(async () => (await harmOf(vectors, none, bare))[harm], { timeout: 20_000 })
      .toBeGreaterThan(0)
  })
})
