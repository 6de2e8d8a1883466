import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch, type Browser, type Page } from 'puppeteer-core'

export type FirefoxPage = {
  readonly page: Page
  /** Requests for anything but the file itself, its blobs and its data. */
  readonly requests: readonly string[]
  /** What went wrong on the page: policy violations, and errors that nothing caught. */
  readonly problems: () => Promise<readonly string[]>
}

/** Firefox as a patient has it: the file saved to disk and opened from there, as wide as a phone. */
export class FirefoxBrowser {
  readonly #browser: Browser
  readonly #folder: string
  #files = 0

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser
    this.#folder = folder
  }

  static async launch(): Promise<FirefoxBrowser> {
    const folder = await mkdtemp(join(tmpdir(), 'patient-firefox-'))
    const browser = await launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      headless: true,
      // Its own home: Firefox refuses one that belongs to somebody else.
      env: { ...process.env, HOME: folder },
    })
    return new FirefoxBrowser(browser, folder)
  }

  /** Opens the HTML form from a file. `prepare` runs before the page's own script. */
  async open(html: string, prepare?: () => void): Promise<FirefoxPage> {
    const path = join(this.#folder, `Message-${String(this.#files++)}.html`)
    await writeFile(path, html)
    const page = await this.#browser.newPage()
    await page.setViewport({ width: 360, height: 740 })
    const requests: string[] = []
    page.on('request', (request) => {
      if (!/^(file|blob|data):/.test(request.url())) requests.push(request.url())
    })
    await page.evaluateOnNewDocument(() => {
      const seen: string[] = []
      Object.assign(globalThis, { seenProblems: seen })
      document.addEventListener('securitypolicyviolation', (event) => {
        seen.push(`${event.violatedDirective} ${event.blockedURI}`)
      })
      addEventListener('error', (event) => {
        seen.push(event.message)
      })
      addEventListener('unhandledrejection', (event) => {
        seen.push(String(event.reason))
      })
    })
    if (prepare) await page.evaluateOnNewDocument(prepare)
    await page.goto(pathToFileURL(path).href)
    const problems = () =>
      page.evaluate(() => (globalThis as unknown as { seenProblems: string[] }).seenProblems)
    return { page, requests, problems }
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
