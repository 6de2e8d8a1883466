import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { scenes } from '../../renderer/gallery/scenes.ts'
import { launchGalleryBrowser, openGallery } from '../../renderer/gallery/window.ts'
import type { Scene } from '../../renderer/gallery/scenes/scene.ts'
import { patienceMs } from '../../../e2e/lab/patience.ts'

const galleryUrl = inject('galleryUrl')

let browser: Browser
let axeSource: string

beforeAll(async () => {
  browser = await launchGalleryBrowser(galleryUrl)
  axeSource = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
})

afterAll(() => browser.close())

type Watched = { readonly page: Page; readonly faults: string[] }

/** A page whose violations of the policy and unhandled errors are kept. */
async function openPage(
  colorScheme: 'light' | 'dark',
  viewport: { width: number; height: number },
): Promise<Watched> {
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return { page, faults }
}

/** What a person with a disability would stumble over: axe's serious and critical findings, as short lines. */
async function stumbles(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  // What is in order isn't described, and style sheets aren't fetched again: half of the time went into these.
  const asked: RunOptions = { ...options, iframes: false, resultTypes: ['violations'], preload: false }
  const results = await page.evaluate(
    (given) =>
      (globalThis as unknown as { axe: { run: (o: RunOptions) => Promise<AxeResults> } }).axe.run(given),
    asked,
  )
  return results.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`))
}

const wcag: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
}
const contrast: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } }

const wide = { width: 1280, height: 800 }
const narrow = { width: 1024, height: 700 }

async function expectNothingCut(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}

/** Two scenes at once: much of the time a page waits for the next frame. The others wait for a page. */
const lanes = 2

describe('light and wide, then dark and narrow', () => {
  const idle: Watched[] = []
  const waiting: ((watched: Watched) => void)[] = []
  beforeAll(async () => {
    for (let lane = 0; lane < lanes; lane++) idle.push(await openPage('light', wide))
  })
  afterAll(() => Promise.all(idle.map(({ page }) => page.context().close())))

  async function look(scene: Scene, { page, faults }: Watched): Promise<void> {
    // The scene before is gone first: it would be drawn once more, in the look of the next.
    await page.goto('about:blank')
    faults.length = 0
    await Promise.all([page.emulateMedia({ colorScheme: 'light' }), page.setViewportSize(wide)])
    await openGallery(page, `${galleryUrl}/?${scene.query ?? ''}`)
    await scene.steps(page)
    expect(await stumbles(page, wcag)).toEqual([])
    await expectNothingCut(page)

    await Promise.all([page.emulateMedia({ colorScheme: 'dark' }), page.setViewportSize(narrow)])
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
    expect(await stumbles(page, contrast)).toEqual([])
    await expectNothingCut(page)
    expect(faults).toEqual([])
  }

  it.concurrent.each(scenes)('$name', async (scene) => {
    const watched = idle.pop() ?? (await new Promise<Watched>((resolve) => waiting.push(resolve)))
    try {
      await look(scene, watched)
    } finally {
      const next = waiting.shift()
      if (next === undefined) idle.push(watched)
      else next(watched)
    }
  })
})

it('would notice a control without a name (positive control of the checks above)', async () => {
  const { page } = await openPage('light', wide)
  await openGallery(page, galleryUrl)
  await page.getByRole('option').first().waitFor()
  await page.evaluate(() => document.body.append(document.createElement('button')))
  expect(await stumbles(page, wcag)).toEqual([expect.stringContaining('button-name')])
  await page.context().close()
})

it('would notice an inline style that the policy forbids', async () => {
  const { page, faults } = await openPage('light', wide)
  await openGallery(page, galleryUrl)
  await page.evaluate(() => document.head.append(document.createElement('style')))
  await page.evaluate(() => (document.querySelector('head style:last-of-type')!.textContent = 'body{}'))
  await expect.poll(() => faults.join()).toContain('Content Security Policy')
  await page.context().close()
})
