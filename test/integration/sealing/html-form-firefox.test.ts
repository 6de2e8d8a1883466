import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  buildHtmlForm,
  derivePassphraseKey,
  findSealedAnswers,
  loadReaderAssets,
  openAnswer,
  sealContainer,
} from '../../../src/main/sealing/index.ts'
import { readVector, vectorFolder } from '../../../src/main/sealing/sealed-message/format/vectors.fixture.ts'
import { FirefoxBrowser } from './firefox-browser.ts'

const root = resolve(import.meta.dirname, '../../..')
const secretKey = readFileSync(resolve(vectorFolder, 'practice-secret-key.asc'), 'utf8')
const passphrase = 'acorn-baker-candy-delta-cab-cab'
const messageId = '<m1@practice.example>'
const reply = readVector('full').content.reply
if (!reply) throw new Error('the vector has means to answer')

let browser: FirefoxBrowser
let html: string
beforeAll(async () => {
  browser = await FirefoxBrowser.launch()
  const key = await derivePassphraseKey(passphrase, new Uint8Array(16).fill(1))
  const container = await sealContainer(
    {
      messageId,
      subject: 'CANARY subject',
      sentAt: '2026-11-21T14:02:00Z',
      fromName: 'Dr. Ana Rivera',
      language: 'en',
      text: 'CANARY body, Łukasz, 日本 👍',
      html: '<p>CANARY <strong>body</strong>, Łukasz, 日本 👍</p>',
      attachments: [{ name: 'plan.txt', type: 'text/plain', bytes: new TextEncoder().encode('the plan') }],
      reply,
    },
    key,
  )
  if (!container.ok) throw new Error(container.error.code)
  const cover = { language: 'en', senderLabel: 'Dr. Rivera', phone: null, pdfName: null } as const
  html = buildHtmlForm(container.value, cover, await loadReaderAssets(resolve(root, 'resources/reader')))
})
afterAll(() => browser.close())

/** Types over what stands in the field that this label belongs to. */
async function write(page: Page, label: string, text: string): Promise<void> {
  const named = await page.waitForSelector(`::-p-xpath(//label[.="${label}"])`)
  const id = await named?.evaluate((element) => element.getAttribute('for'))
  const field = await page.waitForSelector(`#${id ?? ''}`)
  await field?.evaluate((element) => {
    ;(element as HTMLInputElement).select()
  })
  await field?.type(text)
}
async function press(page: Page, words: string): Promise<void> {
  const button = await page.waitForSelector(`::-p-xpath(//button[.="${words}"])`)
  await button?.click()
}
async function unlock(page: Page, typed = 'Acorn baker CANDY delta. cab cab'): Promise<void> {
  await write(page, 'Passphrase agreed with Dr. Rivera', typed)
  await press(page, 'Open message')
}
const shown = (page: Page) => page.waitForSelector('::-p-xpath(//h1[.="CANARY subject"])')
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe('in Firefox, from a file, as wide as a phone', () => {
  it('opens, reads and is answered, without a request or a violation of its policy', async () => {
    const { page, requests, problems } = await browser.open(html)
    expect(await page.evaluate(() => location.protocol)).toBe('file:')
    expect(await overflow(page)).toBe(0)
    await unlock(page, 'acorn baker candy delta cab cub')
    await page.waitForSelector('[role=alert]')
    expect(await page.content()).not.toContain('CANARY')
    await unlock(page)
    await shown(page)
    expect(await page.$eval('.content', (content) => content.innerHTML)).toBe(
      '<p>CANARY <strong>body</strong>, Łukasz, 日本 👍</p>',
    )
    await write(page, 'Your answer to Dr. Rivera', 'Tuesday is fine — gracias 👍')
    await press(page, 'Seal answer')
    const link = await page.waitForSelector('a[href^="mailto:"]')
    expect(await overflow(page)).toBe(0)
    const href = (await link?.evaluate((element) => element.getAttribute('href'))) ?? ''
    const [armored] = findSealedAnswers(new URL(href).searchParams.get('body') ?? '')
    const answer = await openAnswer(armored ?? '', {
      secretKeys: [secretKey],
      replyKeyFor: (id) => (id === messageId ? reply.key : null),
      now: new Date(),
    })
    expect(answer).toMatchObject({
      ok: true,
      value: { text: 'Tuesday is fine — gracias 👍', boundTo: messageId, openedWithPassphrase: true },
    })
    expect({ requests, problems: await problems() }).toEqual({ requests: [], problems: [] })
    await page.close()
  })

  it('counts violations: a script that was slipped in does not run (negative control)', async () => {
    const { page, problems } = await browser.open(
      html.replace('</body>', '<script>document.title = "ran"</script></body>'),
    )
    expect(await problems()).toEqual(['script-src-elem inline'])
    expect(await page.title()).toBe('Message from Dr. Rivera')
    await page.close()
  })

  it('opens without crypto.subtle, in plain JavaScript, and says which browser can answer', async () => {
    const { page, problems } = await browser.open(html, () => {
      Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })
    })
    expect(await page.evaluate(() => typeof globalThis.crypto.subtle)).toBe('undefined')
    await unlock(page)
    await shown(page)
    expect(await page.$eval('body', (body) => body.textContent)).toContain("can't seal an answer")
    expect(await page.$('::-p-xpath(//button[.="Seal answer"])')).toBeNull()
    expect(await problems()).toEqual([])
    await page.close()
  })
})
