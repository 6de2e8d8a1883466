import { existsSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Scheme, sanitizeHtml, textToHtml } from '../../../src/main/mime/index.ts'
import { vectorFamilies } from '../../data/html/vectors.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

let watcher: Server
let browser: Browser
let page: Page
let connections = 0
let scriptCalls = 0

/**
 * `leak.test` leads to a watcher that counts TCP connections, those that no page reports included. Other names
 * lead nowhere: the browser itself calls home now and then.
 */
beforeAll(async () => {
  watcher = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => watcher.listen(0, '127.0.0.1', resolve))
  const { port } = watcher.address() as AddressInfo
  browser = await chromium.launch({
    executablePath:
      process.env['STANDIN_CHROMIUM'] ?? places.find((place) => existsSync(place)) ?? 'chromium',
    args: ['--no-sandbox', `--host-resolver-rules=MAP leak.test 127.0.0.1:${port}, MAP * ~NOTFOUND`],
  })
  page = await browser.newPage()
  await page.exposeFunction('pwn', () => {
    scriptCalls += 1
  })
})

afterAll(async () => {
  await browser.close()
  await new Promise((resolve) => watcher.close(resolve))
})

beforeEach(() => {
  connections = 0
  scriptCalls = 0
})

function sanitized(html: string, scheme: Scheme = 'light'): string {
  const result = sanitizeHtml(html, { scheme, inlineImage: () => null, remoteImages: 'blocked' })
  if (!result.ok) throw new Error(result.error.code)
  return result.value.html
}

/** The document as the sanitizer alone leaves it: the other layers of the frame are off, scripts are on. */
function withoutPolicy(html: string): string {
  return html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
}

/** Until everything that the document started has been started. */
async function settle(): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

describe('H1: the sanitizer alone in a browser that runs scripts and reaches the host', () => {
  it.each(Object.entries(vectorFamilies))('%s: no connection, no script', async (_, vectors) => {
    for (const vector of vectors) {
      await page.setContent(withoutPolicy(sanitized(vector)))
      await settle()
      expect({ connections, scriptCalls }, vector).toEqual({ connections: 0, scriptCalls: 0 })
    }
    expect(page.url()).toBe('about:blank')
  })

  it('negative control: the same vectors as they came connect and run', async () => {
    for (const vector of (vectorFamilies['elements that fetch'] ?? []).filter((each) =>
      /^<(img|link|video|script)/.test(each),
    )) {
      await page.setContent(vector, { waitUntil: 'domcontentloaded' })
    }
    await expect.poll(() => connections).toBeGreaterThan(10)
    await page.setContent('<img src="data:," onerror="pwn()">')
    await expect.poll(() => scriptCalls).toBe(1)
  })
})

/** Contrast (WCAG 2.2, 1.4.3) between text and ground of the first `p`, as painted. */
async function contrastOf(html: string): Promise<number> {
  await page.setContent(html)
  return page.evaluate(() => {
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const paragraph = document.querySelector('p')
    if (context === null || paragraph === null) throw new Error('nothing to measure')
    const luminance = (color: string): number => {
      context.fillStyle = color
      context.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const own = getComputedStyle(paragraph).backgroundColor
    const ground =
      own === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : own
    const [dark = 0, light = 0] = [luminance(getComputedStyle(paragraph).color), luminance(ground)].toSorted(
      (a, b) => a - b,
    )
    return (light + 0.05) / (dark + 0.05)
  })
}

describe('dark mode keeps mail readable', () => {
  it.each([
    ['nothing set', ''],
    ['black', 'color:black'],
    ['dark grey', 'color:#333'],
    ['grey', 'color:#666'],
    ['navy', 'color:navy'],
    ['dark red', 'color:#a00000'],
    ['red', 'color:#d00000'],
    ['green', 'color:rgb(0 100 0)'],
    ['link blue', 'color:#0563c1'],
    ['purple', 'color:hsl(280 80% 30%)'],
    ['black on white', 'color:black;background:white'],
    ['grey on light grey', 'color:#444;background:#f5f5f5'],
    ['black on yellow', 'color:black;background:yellow'],
    ['white on blue', 'color:white;background:#0055aa'],
    ['white on dark red', 'color:#fff;background:#900'],
    ['white on black', 'color:#fff;background:#000'],
    ['brown on beige', 'color:saddlebrown;background-color:beige'],
  ])('%s: at least 4.5 : 1', async (_, style) => {
    const html = `<p style="${style}">text</p>`
    expect(await contrastOf(sanitized(html, 'light'))).toBeGreaterThanOrEqual(4.5)
    expect(await contrastOf(sanitized(html, 'dark'))).toBeGreaterThanOrEqual(4.5)
  })

  it('the ground is the one of the window around it', async () => {
    await page.setContent(sanitized('<body bgcolor="#ffffff"><p>x', 'dark'))
    const grounds = await page.evaluate(() =>
      [document.documentElement, document.querySelector('.sp-mail > div')].map((node) =>
        node === null ? '' : getComputedStyle(node).backgroundColor,
      ),
    )
    expect(grounds).toEqual(['rgb(21, 25, 27)', 'rgb(21, 25, 27)'])
  })
})

describe('typography', () => {
  it('is 16/26 in at most 68 characters, and wide words wrap', async () => {
    const result = textToHtml(`Hello ${'x'.repeat(500)}`, { scheme: 'light' })
    if (!result.ok) throw new Error(result.error.code)
    await page.setViewportSize({ width: 360, height: 600 })
    await page.setContent(result.value.html)
    const measured = await page.evaluate(() => {
      const { fontSize, lineHeight } = getComputedStyle(document.body)
      return { fontSize, lineHeight, overflow: document.documentElement.scrollWidth - innerWidth }
    })
    expect(measured).toEqual({ fontSize: '16px', lineHeight: '26px', overflow: 0 })
  })

  it('a folded quote opens without script and by keyboard', async () => {
    const result = textToHtml('New\n\n> old words', { scheme: 'light' })
    if (!result.ok) throw new Error(result.error.code)
    await page.setContent(result.value.html)
    expect(await page.getByText('old words').isVisible()).toBe(false)
    await page.getByText('Quoted text').focus()
    await page.keyboard.press('Enter')
    expect(await page.getByText('old words').isVisible()).toBe(true)
  })
})
