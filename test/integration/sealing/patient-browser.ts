import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

export type PatientPage = {
  readonly page: Page
  /** Requests for anything but the file itself, its blobs and its data. */
  readonly requests: readonly string[]
  readonly violations: () => Promise<readonly string[]>
  readonly errors: readonly string[]
}

/** A browser as a patient has it: the file saved to disk, opened from there, without a network. */
export class PatientBrowser {
  readonly #browser: Browser
  readonly #folder: string
  #files = 0

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser
    this.#folder = folder
  }

  static async launch(): Promise<PatientBrowser> {
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      // Chromium's own sandbox refuses to start for root, which CI is.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    return new PatientBrowser(browser, await mkdtemp(join(tmpdir(), 'patient-')))
  }

  /** Opens the HTML form from a file. `prepare` runs before the page's own script. */
  async open(html: string, options: BrowserContextOptions = {}, prepare?: () => void): Promise<PatientPage> {
    const path = join(this.#folder, `Message-${String(this.#files++)}.html`)
    await writeFile(path, html)
    return this.#show(pathToFileURL(path).href, options, prepare)
  }

  /** Opens a page as it stands on a site; that site has nothing but this page. */
  openAt(address: string, html: string): Promise<PatientPage> {
    return this.#show(address, {}, undefined, html)
  }

  async #show(
    address: string,
    options: BrowserContextOptions,
    prepare?: () => void,
    served?: string,
  ): Promise<PatientPage> {
    const context = await this.#browser.newContext({
      viewport: { width: 360, height: 740 },
      offline: true,
      ...options,
    })
    const page = await context.newPage()
    const requests: string[] = []
    const errors: string[] = []
    page.on('request', (request) => {
      if (!/^(file|blob|data):/.test(request.url()) && request.url() !== address) requests.push(request.url())
    })
    if (served !== undefined) {
      await page.route(address, (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: served }),
      )
    }
    page.on('pageerror', (error) => errors.push(error.message))
    await page.addInitScript(() => {
      const seen: string[] = []
      Object.assign(globalThis, { policyViolations: seen })
      document.addEventListener('securitypolicyviolation', (event) => {
        seen.push(`${event.violatedDirective} ${event.blockedURI}`)
      })
    })
    if (prepare) await page.addInitScript(prepare)
    await page.goto(address)
    const violations = () =>
      page.evaluate(() => (globalThis as unknown as { policyViolations: string[] }).policyViolations)
    return { page, requests, violations, errors }
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
