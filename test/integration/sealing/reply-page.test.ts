import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  buildReplyPage,
  findSealedAnswers,
  generateOwnKey,
  loadReaderAssets,
  openAnswer,
  type ReaderAssets,
  type ReplyPageOptions,
} from '../../../src/main/sealing/index.ts'
import { readVector, vectorFolder } from '../../../src/main/sealing/sealed-message/format/vectors.fixture.ts'
import { FirefoxBrowser } from './firefox-browser.ts'
import { PatientBrowser } from './patient-browser.ts'

const root = resolve(import.meta.dirname, '../../..')
const axe = readFileSync(resolve(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
const secretKey = readFileSync(resolve(vectorFolder, 'practice-secret-key.asc'), 'utf8')
const reply = readVector('full').content.reply
if (!reply) throw new Error('the vector has means to answer')
const { certificate, address } = reply
/** The number of the vector, as the PDF prints it. */
const printed = '535 367 875'
const reference = '535367875'

let browser: PatientBrowser
let assets: ReaderAssets
beforeAll(async () => {
  browser = await PatientBrowser.launch()
  assets = await loadReaderAssets(resolve(root, 'resources/reader'))
})
afterAll(() => browser.close())

function replyPage(changes: Partial<ReplyPageOptions> = {}): string {
  const cover = { language: 'en', senderLabel: 'Dr. Rivera', phone: '(555) 010-0100' } as const
  const madeAt = new Date('2026-11-22T12:00:00Z')
  return buildReplyPage({ cover, certificate, address, madeAt, ...changes }, assets)
}
const named = (senderLabel: string) => replyPage({ cover: { language: 'en', senderLabel, phone: null } })

async function write(page: Page, text: string, number = printed): Promise<void> {
  await page.getByLabel('Number in your PDF').fill(number)
  await page.getByLabel('Your answer to Dr. Rivera').fill(text)
  await page.getByRole('button', { name: 'Seal answer' }).click()
}
async function openSealed(text: string) {
  const [armored, ...others] = findSealedAnswers(text)
  if (armored === undefined || others.length > 0) throw new Error('not one answer')
  return openAnswer(armored, { secretKeys: [secretKey], replyKeyFor: () => null, now: new Date() })
}
async function savedFile(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toBe('Answer.sealed')
  return readFile(await saved.path(), 'latin1')
}
const mailLink = async (page: Page) =>
  (await page.getByRole('link', { name: 'Open in my mail' }).getAttribute('href')) ?? ''

describe('the file', () => {
  it.each(['en', 'es'] as const)('in %s is ASCII, and refers to nothing outside', (language) => {
    const html = replyPage({ cover: { language, senderLabel: 'Dra. Núñez', phone: '(555) 010-0100' } })
    expect(/^[\t\n -~]*$/.test(html)).toBe(true)
    expect(/https?:\/\/|\bsrc=|@import|url\(/.exec(html)?.[0]).toBeUndefined()
  })

  it('says in its policy that nothing may be loaded, and that only its own script runs', () => {
    expect(/Content-Security-Policy" content="([^"]*)"/.exec(replyPage())?.[1]).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'; connect-src 'none'; base-uri 'none'; form-action 'none'$/,
    )
  })

  it('holds the certificate that it seals to, and no secret', () => {
    const html = replyPage()
    expect(html).toContain('-----BEGIN PGP PUBLIC KEY BLOCK-----')
    expect(html).not.toContain('BEGIN PGP PRIVATE KEY BLOCK-----\\n')
    expect(html).not.toContain(/\n\n([\s\S]{60})/.exec(secretKey)?.[1]?.replaceAll('\n', '\\n'))
  })

  it.each([
    '</script><script>globalThis.ran = true</script>',
    '"><img src=x onerror="ran=true">',
    '{{script}}&amp;',
  ])("can't be broken out of by a practice that is called %s", async (label) => {
    const { page, errors, violations } = await browser.open(named(label))
    await page.getByLabel('Number in your PDF').waitFor()
    await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe(`Answer to ${label}`)
    const ran = await page.evaluate(() => (globalThis as { ran?: true }).ran ?? false)
    expect({ ran, errors, violations: await violations() }).toEqual({
      ran: false,
      errors: [],
      violations: [],
    })
    await page.context().close()
  })

  it('runs no script that was slipped in, nor its own once that was changed (negative controls)', async () => {
    const slipped = replyPage().replace('</body>', '<script>document.title = "ran"</script></body>')
    const { page, violations } = await browser.open(slipped)
    expect(await violations()).toEqual(['script-src-elem inline'])
    expect(await page.title()).toBe('Answer to Dr. Rivera')
    await page.context().close()

    const changed = replyPage().replace('<script>/*!', '<script>document.title = "ran";/*!')
    const other = await browser.open(changed)
    expect(await other.violations()).toEqual(['script-src-elem inline'])
    expect(await other.page.title()).toBe('Answer to Dr. Rivera')
    await other.page.getByText('This page needs scripts').waitFor()
    await other.page.context().close()
  })
})

describe('answering', () => {
  it('by mail link, by paste and as a file: each opens at the practice; nothing leaves, nothing is kept', async () => {
    const { page, requests, errors, violations } = await browser.open(replyPage(), {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await write(page, 'Tuesday is fine — gracias 👍')
    const expected = {
      ok: true,
      value: { source: 'reply-page', reference, text: 'Tuesday is fine — gracias 👍', attachments: [] },
    }
    const href = await mailLink(page)
    expect(href.length).toBeLessThan(1900)
    const mailto = new URL(href)
    expect(mailto.pathname).toBe(address)
    expect([...mailto.searchParams.keys()]).toEqual(['body'])
    expect(await openSealed(mailto.searchParams.get('body') ?? '')).toEqual(expected)

    await page.getByRole('button', { name: 'Copy sealed answer' }).click()
    await page.getByText('Copied. Now press Reply in your mail and paste.').waitFor()
    expect(await openSealed(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(expected)
    expect(await openSealed(await savedFile(page))).toEqual(expected)

    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])
    expect({ requests, errors, violations: await violations(), kept }).toEqual({
      requests: [],
      errors: [],
      violations: [],
      kept: ['', 0, 0],
    })
    await page.context().close()
  })

  it('from the site of the practice, by https', async () => {
    const { page, requests, violations } = await browser.openAt(
      'https://rivera.example/reply.html',
      replyPage(),
    )
    expect(await page.evaluate(() => isSecureContext)).toBe(true)
    await write(page, 'Yes')
    expect(await openSealed(await savedFile(page))).toMatchObject({ value: { reference, text: 'Yes' } })
    expect({ requests, violations: await violations() }).toEqual({ requests: [], violations: [] })
    await page.context().close()
  })

  it('never asks for a passphrase', async () => {
    const { page } = await browser.open(replyPage())
    await page.getByText('This page never asks for a passphrase.').waitFor()
    expect(await page.locator('input[type=password]').count()).toBe(0)
    expect(await page.locator('label').allTextContents()).toEqual([
      'Number in your PDF',
      'Your answer to Dr. Rivera',
    ])
    await page.context().close()
  })

  it('takes no other number, says where it stands, and keeps what was written', async () => {
    const { page } = await browser.open(replyPage())
    for (const typed of ['', '535 367 874', '535 367', 'acorn-baker-candy-delta-cab-cab']) {
      await write(page, 'Kept', typed)
      await expect(page.getByRole('alert').textContent()).resolves.toBe(
        "That isn't the number. Look at the end of the PDF: it has nine digits.",
      )
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('reference')
      await page.getByLabel('Number in your PDF').fill(printed)
      await page.getByRole('button', { name: 'Seal answer' }).click()
      expect(await openSealed(await savedFile(page))).toMatchObject({ value: { text: 'Kept' } })
      await page.getByRole('button', { name: 'Change answer' }).click()
    }
    await page.context().close()
  })

  it('lets nothing that is typed reach the mail link beside the sealed text', async () => {
    const { page } = await browser.open(replyPage())
    await write(page, 'a\r\nBcc: x@y.example', `${printed}\r\n&bcc=x@y.example`)
    await page.getByText("That isn't the number.").waitFor()
    await write(page, 'a\r\nBcc: x@y.example&bcc=x@y.example')
    const href = await mailLink(page)
    expect(href).toMatch(/^mailto:[\w.@-]+\?body=[\w.%!'()*~-]+$/)
    expect(href).not.toContain('y.example')
    await page.context().close()
  })

  it('with files: they arrive byte for byte under harmless names, and no link is offered that would be cut', async () => {
    const { page } = await browser.open(replyPage())
    await page.getByLabel('Number in your PDF').fill(printed)
    const photo = Buffer.alloc(300_000, 'x')
    await page.locator('input[type=file]').setInputFiles([
      { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: '<img src=x onerror=alert(1)>.txt', mimeType: 'text/plain', buffer: Buffer.from('no') },
    ])
    await page.getByText('<img src=x onerror=alert(1)>.txt').waitFor()
    await page.getByRole('button', { name: 'Seal answer' }).click()
    const opened = await openSealed(await savedFile(page))
    expect(await page.getByRole('link', { name: 'Open in my mail' }).count()).toBe(0)
    expect(opened).toMatchObject({
      ok: true,
      value: {
        attachments: [
          { name: 'photo.jpg', type: 'image/jpeg', bytes: new Uint8Array(photo) },
          { name: '_img src=x onerror=alert(1)_.txt', type: 'text/plain' },
        ],
      },
    })
    await page.context().close()
  })

  it('refuses files that no mail host takes, and more than an answer may hold', async () => {
    const { page } = await browser.open(replyPage())
    // Made in the page: carrying megabytes to the browser would take longer than the test.
    const choose = (count: number, bytes: number) =>
      page.evaluate(
        ([count, bytes]) => {
          const chosen = new DataTransfer()
          for (let at = 0; at < count; at++) {
            chosen.items.add(new File([new Uint8Array(bytes)], `${String(at)}.txt`, { type: 'text/plain' }))
          }
          const input = document.querySelector<HTMLInputElement>('input[type=file]')
          if (input) input.files = chosen.files
          input?.dispatchEvent(new Event('change'))
        },
        [count, bytes] as const,
      )
    await choose(1, 15_000_000)
    await expect(page.getByRole('alert').textContent()).resolves.toBe(
      'That is more than 14 MB. Remove a file, or bring it to your next visit.',
    )
    expect(await page.locator('.files li').count()).toBe(0)
    await choose(101, 1)
    await page.getByText('No more than 100 files fit into one answer.').waitFor()
    expect(await page.locator('.files li').count()).toBe(100)
    await page.context().close()
  })

  it('seals to the certificate of its page alone: another key opens nothing', async () => {
    const other = await generateOwnKey({ address: 'eve@mail.example', now: new Date('2026-11-01') })
    const { page } = await browser.open(replyPage({ certificate: other.certificateArmored }))
    await write(page, 'Yes')
    const armored = await savedFile(page)
    const opened = await openSealed(armored)
    expect(opened.ok || opened.error.code).toBe('openpgp/no-secret-key')
    const [found = ''] = findSealedAnswers(armored)
    const theirs = { secretKeys: [other.secretKeyArmored], replyKeyFor: () => null, now: new Date() }
    expect((await openAnswer(found, theirs)).ok).toBe(true)
    await page.context().close()
  })

  it('says so when the page holds no certificate that it can seal to', async () => {
    const { page } = await browser.open(replyPage({ certificate: 'damaged' }))
    await write(page, 'Yes')
    await expect(page.getByRole('alert').textContent()).resolves.toBe(
      'The answer could not be sealed. Nothing left this page. Call (555) 010-0100.',
    )
    await page.context().close()
  })
})

describe('everybody', () => {
  it('has it in the other language at once, with what was written', async () => {
    const { page } = await browser.open(replyPage())
    await page.getByLabel('Number in your PDF').fill(printed)
    await page.getByLabel('Your answer to Dr. Rivera').fill('El martes')
    await page.locator('input[type=file]').setInputFiles({
      name: 'diario.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('lunes'),
    })
    await page.getByRole('button', { name: 'Español' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('es')
    expect(await page.title()).toBe('Respuesta a Dr. Rivera')
    await expect(page.getByLabel('Número de su PDF').inputValue()).resolves.toBe(printed)
    await expect(page.getByLabel('Su respuesta a Dr. Rivera').inputValue()).resolves.toBe('El martes')
    await page.getByText('diario.txt').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('English')
    await page.context().close()
  })

  it('shows whom to call where scripts do not run, and where the browser can not seal', async () => {
    const { page } = await browser.open(replyPage(), { javaScriptEnabled: false })
    await page.getByText('Open it in another browser, or call (555) 010-0100.').waitFor()
    expect(await page.locator('input').count()).toBe(0)
    await page.context().close()
    const without = await browser.open(replyPage(), {}, () => {
      Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })
    })
    await without.page.getByText("This browser can't seal an answer.").waitFor()
    expect(await without.page.locator('input').count()).toBe(0)
    await without.page.context().close()
  })

  it('forgets what was written after ten idle minutes, and not before', async () => {
    const { page } = await browser.open(replyPage())
    await page.clock.install()
    await page.reload()
    const text = page.getByLabel('Your answer to Dr. Rivera')
    await text.fill('CANARY')
    await page.keyboard.press('Tab')
    await page.clock.fastForward('09:50')
    await expect(text.inputValue()).resolves.toBe('CANARY')
    await page.clock.fastForward('10:10')
    await page.getByText('Emptied after 10 minutes without use.').waitFor()
    await expect(text.inputValue()).resolves.toBe('')
    await page.context().close()
  })

  const looks = (['light', 'dark'] as const).flatMap((scheme) =>
    [
      { width: 360, height: 740 },
      { width: 1280, height: 800 },
    ].map((viewport) => [scheme, viewport] as const),
  )
  it.each(looks)('%s, %o: no accessibility finding, no sideways scrolling', async (colorScheme, viewport) => {
    const { page } = await browser.open(replyPage(), { colorScheme, viewport })
    const check = async (state: string) => {
      // Evaluated by the debugger: the page's policy lets no script be added.
      const found: string[] = await page.evaluate(
        `${axe}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
      )
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect({ state, found, fits: width <= viewport.width }).toEqual({ state, found: [], fits: true })
    }
    await check('empty')
    await write(page, 'Yes', '1')
    await page.getByRole('alert').waitFor()
    await check('refused')
    await write(page, 'Yes')
    await page.getByRole('button', { name: 'Copy sealed answer' }).waitFor()
    await check('answered')
    await page.context().close()
  })
})

describe('in Firefox', () => {
  let firefox: FirefoxBrowser
  beforeAll(async () => {
    firefox = await FirefoxBrowser.launch()
  })
  afterAll(() => firefox.close())

  it('seals an answer from a file, without a request or a violation of its policy', async () => {
    const { page, requests, problems } = await firefox.open(replyPage())
    await page.waitForSelector('#reference')
    await page.type('#reference', printed)
    await page.type('#answer-text', 'Tuesday is fine — gracias 👍')
    await (await page.$('::-p-xpath(//button[.="Seal answer"])'))?.click()
    const link = await page.waitForSelector('a[href^="mailto:"]')
    const href = (await link?.evaluate((element) => element.getAttribute('href'))) ?? ''
    expect(await openSealed(new URL(href).searchParams.get('body') ?? '')).toMatchObject({
      value: { source: 'reply-page', reference, text: 'Tuesday is fine — gracias 👍' },
    })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect({ overflow, requests, problems: await problems() }).toEqual({
      overflow: 0,
      requests: [],
      problems: [],
    })
  })
})
