import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Scheme, sanitizeHtml, textToHtml } from '../../../src/main/mime/index.ts'
import { useBrowser } from '../../support/browser-page.ts'

const browser = useBrowser()
let page: Page

beforeAll(() => {
  page = browser.page
})

function sanitized(html: string, scheme: Scheme = 'light'): string {
  const result = sanitizeHtml(html, { scheme, inlineImage: () => null, remoteImages: 'blocked' })
  if (!result.ok) throw new Error(result.error.code)
  return result.value.html
}

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

describe('a mail that would be as high as its window', () => {
  it.each(['height:100vh', 'min-height:101vh', 'height:200dvh', 'padding-bottom:50vmax', 'margin-top:10svh'])(
    'doesn’t grow with it: %s',
    async (css) => {
      const heights: number[] = []
      await page.setContent(sanitized(`<body style="${css}"><div style="${css}"><p>x`))
      for (const height of [400, 2_000]) {
        await page.setViewportSize({ width: 600, height })
        heights.push(await page.evaluate(() => document.body.getBoundingClientRect().height))
      }
      expect(heights[0]).toBe(heights[1])
    },
  )
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
