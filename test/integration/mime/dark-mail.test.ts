import { type Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Scheme, sanitizeHtml } from '../../../src/main/mime/index.ts'
import { logo, typicalMails } from '../../data/html/typical-mails.ts'
import { paintedTexts } from '../../support/contrast.ts'
import { useBrowser } from '../../support/browser-page.ts'

/** What text must have at least (WCAG 2.2, 1.4.3, level AA). */
const readable = 4.5

const browser = useBrowser()
let page: Page
beforeAll(() => {
  page = browser.page
})

async function painted(html: string, scheme: Scheme) {
  const mail = sanitizeHtml(html, { scheme, inlineImage: () => logo, remoteImages: 'blocked' })
  if (!mail.ok) throw new Error(mail.error.code)
  await page.setContent(mail.value.html)
  await page.evaluate(() => {
    for (const quote of document.querySelectorAll('details')) quote.open = true
  })
  return page.evaluate(paintedTexts)
}

describe('typical mail keeps its contrast in the dark', () => {
  it.each(Object.entries(typicalMails))('%s', async (_, html) => {
    const light = await painted(html, 'light')
    const dark = await painted(html, 'dark')
    expect(dark.map(({ text }) => text)).toEqual(light.map(({ text }) => text))
    expect(light.length).toBeGreaterThan(0)
    const lost = dark.filter(
      ({ contrast }, index) => (light[index]?.contrast ?? 0) >= readable && contrast < readable,
    )
    expect(lost).toEqual([])
  })
})
