import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { patienceMs } from '../../../e2e/lab/patience.ts'

/** Chromium without its own window, whose hidden pages take a second of processor time for each page that is opened. */
const galleryBrowser = process.env['SEALPOST_CHROMIUM'] ?? '/usr/bin/chromium-headless-shell'

/** The window of a test file, on the double: a fresh page for each test. */
export type GalleryWindow = {
  readonly page: Page
  readonly url: string
  /** The messages of the list. */
  readonly options: () => Locator
  /** `query`: the scenario of the double. */
  readonly open: (query?: string) => Promise<void>
  readonly openInbox: (query?: string) => Promise<void>
  readonly newMessage: () => Promise<void>
  readonly addRecipient: (address: string) => Promise<void>
}

/**
 * The browser of the gallery, once that is built, which may take longer than a page waits for it. Each page is seen for a
 * second or two: what V8 optimises in this time is thrown away before it pays, so it doesn't.
 */
export async function launchGalleryBrowser(url: string): Promise<Browser> {
  await (await fetch(url)).text()
  return chromium.launch({
    executablePath: galleryBrowser,
    args: ['--no-sandbox', '--js-flags=--no-maglev,--no-opt'],
  })
}

/** Opens a page of the gallery. @throws where the window couldn't be built, with what its build said */
export async function openGallery(page: Page, url: string): Promise<void> {
  const answer = await page.goto(url)
  if (answer?.ok() !== true)
    throw new Error(`The gallery can't be shown: ${(await answer?.text()) ?? 'no answer'}`)
}

/** Shows the gallery to the tests of the file that calls it. `page` changes with each test. */
export function useGalleryWindow(): GalleryWindow {
  const url = inject('galleryUrl')
  let browser: Browser
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    browser = await launchGalleryBrowser(url)
    // One for all tests, so that the window's scripts are compiled once: the window keeps nothing in it.
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(patienceMs)
  })
  afterAll(() => browser.close())
  afterEach(() => page.close())
  beforeEach(async () => {
    page = await context.newPage()
  })

  const options = () => page.getByRole('listbox', { name: 'Messages' }).getByRole('option')
  const open = async (query = '') => {
    await openGallery(page, `${url}/?${query}`)
  }
  const openInbox = async (query = '') => {
    await open(query)
    await options().first().waitFor()
  }
  const to = () => page.getByRole('combobox', { name: 'To', exact: true })
  return {
    get page() {
      return page
    },
    url,
    options,
    open,
    openInbox,
    newMessage: async () => {
      await openInbox('hold=60000')
      await page.getByRole('button', { name: 'New message' }).click()
      await to().waitFor()
    },
    addRecipient: async (address) => {
      await to().fill(address)
      await to().press('Enter')
    },
  }
}
