import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** One page of a browser for the tests of a file; there before them, gone after them. */
export function useBrowser(): { readonly page: Page } {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath:
        process.env['STANDIN_CHROMIUM'] ?? places.find((place) => existsSync(place)) ?? 'chromium',
      args: ['--no-sandbox'],
    })
    page = await browser.newPage()
  })
  afterAll(() => browser.close())
  return {
    get page() {
      return page
    },
  }
}
