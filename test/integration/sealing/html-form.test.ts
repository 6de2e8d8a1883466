import { readFile } from 'node:fs/promises'
import { expect, describe, it } from 'vitest'
import { content, passphrase, subject, unlock, usePatientForms } from './patient-forms.ts'

const { form, open } = usePatientForms()

describe('the file', () => {
  it('travels as 7bit, refers to nothing outside and tells nothing', async () => {
    const html = await form()
    expect(/^[\t\n -~]*$/.test(html)).toBe(true)
    expect(Math.max(...html.split('\n').map((line) => line.length))).toBeLessThanOrEqual(998)
    expect(/https?:\/\/|\bsrc=|@import|url\(/.exec(html)?.[0]).toBeUndefined()
    for (const canary of [
      'CANARY',
      'Dear Maria',
      'exercises',
      'Dr. Ana',
      'rivera@',
      Buffer.from('CANARY').toString('base64').slice(0, 7),
    ]) {
      expect({ canary, found: html.includes(canary) }).toEqual({ canary, found: false })
    }
  })
  it.each(['en', 'es'] as const)('travels as 7bit in %s, whoever it is from', async (language) => {
    const html = await form({ language }, { language, senderLabel: 'Dra. Núñez' })
    expect(/[^\t\n -~]/.exec(html)?.[0]).toBeUndefined()
    const { page } = await open(html)
    await page.getByRole('heading', { name: 'Dra. Núñez' }).waitFor()
    expect(await page.title()).toContain('Dra. Núñez')
    await page.context().close()
  })
  it('says in its policy that nothing may be loaded, and that only its own script runs', async () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(await form())?.[1]
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'; connect-src 'none'; base-uri 'none'; form-action 'none'$/,
    )
  })
  it("can't be broken out of by a practice's name", async () => {
    const label = '</script><script>alert(1)</script>"\'&{{script}}'
    const { page, errors } = await open(await form({}, { senderLabel: label }))
    await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe(`Message from ${label}`)
    expect(errors).toEqual([])
    await page.context().close()
  })
})

describe('opening', () => {
  it('shows message and files with the passphrase; no network, no policy violation', async () => {
    const { page, requests, violations, errors } = await open(await form())
    await unlock(page)
    await subject(page).waitFor()
    await page.getByText('CANARY body, Łukasz, 日本 👍').waitFor()
    await page.getByText('Dr. Ana Rivera').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('subject')
    for (const [at, name] of ['CANARY exercises.pdf', 'evil.html'].entries()) {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: `Save ${name}` }).click()
      const saved = await download
      expect(saved.suggestedFilename()).toBe(name)
      expect((await readFile(await saved.path())).equals(content.attachments[at]?.bytes ?? Buffer.of())).toBe(
        true,
      )
    }
    expect({ requests, errors, violations: await violations() }).toEqual({
      requests: [],
      errors: [],
      violations: [],
    })
    await page.context().close()
  })

  it('counts violations: a script that was slipped in does not run (negative control)', async () => {
    const html = (await form()).replace('</body>', '<script>document.title = "ran"</script></body>')
    const { page, violations } = await open(html)
    expect(await violations()).toEqual(['script-src-elem inline'])
    expect(await page.title()).toBe('Message from Dr. Rivera')
    await page.context().close()
  })

  it('refuses a wrong passphrase, says whom to call, and shows nothing', async () => {
    const { page } = await open(await form())
    await unlock(page, 'acorn baker candy delta cab cub')
    await expect(page.getByRole('alert').textContent()).resolves.toBe(
      "That isn't it. Check your card, or call (555) 010-0100.",
    )
    expect((await page.content()).includes('CANARY')).toBe(false)
    await unlock(page)
    await subject(page).waitFor()
    await page.context().close()
  })

  it.each([
    [
      'changed on its way',
      (html: string) =>
        html.replace(
          /([A-Za-z0-9]{76}\n)([A-Za-z0-9])/,
          (_, line: string, first: string) => line + (first === 'A' ? 'B' : 'A'),
        ),
      'This file was damaged on its way. Ask Dr. Rivera to send it again.',
    ],
    [
      'cut short',
      (html: string) => html.slice(0, -3000),
      "This file isn't complete. Download it again, or ask Dr. Rivera to send it again.",
    ],
  ])('says so when the file was %s', async (_name, spoil, words) => {
    const { page } = await open(spoil(await form()))
    await unlock(page)
    await expect(page.getByRole('alert').textContent()).resolves.toBe(words)
    expect((await page.content()).includes('CANARY')).toBe(false)
    await page.context().close()
  })

  it('works after a mail program saved it with CRLF', async () => {
    const { page, violations } = await open((await form()).replaceAll('\n', '\r\n'))
    await unlock(page)
    await subject(page).waitFor()
    expect(await violations()).toEqual([])
    await page.context().close()
  })

  it('opens without crypto.subtle, in plain JavaScript, and says which browser can answer', async () => {
    const { page } = await open(await form(), {}, () => {
      Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })
    })
    expect(await page.evaluate(() => typeof globalThis.crypto.subtle)).toBe('undefined')
    await unlock(page)
    await subject(page).waitFor()
    await page.getByText("can't seal an answer. Open this file in Chrome, Edge, Firefox or Safari").waitFor()
    expect(await page.getByRole('button', { name: 'Seal answer' }).count()).toBe(0)
    await page.context().close()
  })

  it('shows the instruction where scripts do not run, and asks for nothing', async () => {
    const { page } = await open(await form(), { javaScriptEnabled: false })
    await page.getByText("This phone can't open this file. Open Message.pdf instead.").waitFor()
    expect(await page.locator('input').count()).toBe(0)
    await page.context().close()
    const { page: running } = await open(await form())
    expect(await running.getByText("can't open this file").count()).toBe(0)
    await running.context().close()
  })

  it('is in Spanish for who reads Spanish', async () => {
    const { page } = await open(await form({ language: 'es' }, { language: 'es' }))
    await page.getByLabel('Frase clave acordada con Dr. Rivera').fill(passphrase)
    await page.getByRole('button', { name: 'Abrir mensaje' }).click()
    await page.getByRole('heading', { name: 'Responder' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('es')
    await page.context().close()
  })
})

describe('formatting', () => {
  const rich = '<p>kept <strong>bold</strong> &amp; &lt;b&gt;</p><ol><li>one<br>two</li></ol>'
  it.each([
    ['paragraphs, lists and escapes', rich, rich],
    [
      'a link, with the place it leads to',
      '<p><a href="https://evil.example/path">your bank</a>, <a href="https://a.example/">a.example</a></p>',
      '<p><a href="https://evil.example/path" target="_blank" rel="noopener noreferrer">your bank</a> (evil.example), ' +
        '<a href="https://a.example/" target="_blank" rel="noopener noreferrer">a.example</a></p>',
    ],
  ])('shows %s', async (_name, html, shown) => {
    const { page } = await open(await form({ html }))
    await unlock(page)
    await subject(page).waitFor()
    expect(await page.locator('.content').innerHTML()).toBe(shown)
    await page.context().close()
  })

  const hostile = [
    '<script>globalThis.ran = true</script>',
    '<style>*{display:none}</style>',
    '<img src="https://evil.example/a.png" onerror="globalThis.ran = true">',
    '<iframe src="https://evil.example"></iframe>',
    '<svg onload="globalThis.ran = true"></svg>',
    '<a href="javascript:globalThis.ran=true">click</a>',
    '<a href="https://a.example" onclick="globalThis.ran=true">click</a>',
    '<p onclick="globalThis.ran=true">click</p>',
    '<p style="position:fixed">over</p>',
    '<form action="https://evil.example"><input name="p"></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<!-- comment -->',
    '<P>upper case</P>',
    '<p>not closed',
    '<p>crossed<strong></p></strong>',
    '</p>',
    '&nbsp;',
    'a < b',
    '<blockquote>'.repeat(1000) + '</blockquote>'.repeat(1000),
    '<br>'.repeat(20_001),
  ]
  async function expectPlain(html: string): Promise<void> {
    const { page, requests, violations, errors } = await open(await form({ html }))
    await unlock(page)
    await subject(page).waitFor()
    const shown = await page.locator('.content.plain').textContent()
    const ran = await page.evaluate(() => (globalThis as { ran?: true }).ran ?? false)
    expect({ html, shown, ran, requests, errors, violations: await violations() }).toEqual({
      html,
      shown: content.text,
      ran: false,
      requests: [],
      errors: [],
      violations: [],
    })
    await page.context().close()
  }

  it('falls back to the plain text for anything else, and nothing of it runs or loads', async () => {
    const atOnce = 4
    for (let at = 0; at < hostile.length; at += atOnce) {
      await Promise.all(hostile.slice(at, at + atOnce).map(expectPlain))
    }
  })
})

describe('forgetting', () => {
  it('after ten idle minutes, and not before', async () => {
    const { page } = await open(await form())
    await page.clock.install()
    await page.reload()
    await unlock(page)
    // Opening itself waits on timers.
    await page.clock.resume()
    await subject(page).waitFor()
    await page.clock.fastForward('09:50')
    await expect(subject(page).isVisible()).resolves.toBe(true)
    await page.keyboard.press('Tab')
    await page.clock.fastForward('09:50')
    await expect(subject(page).isVisible()).resolves.toBe(true)
    await page.clock.fastForward('10:10')
    await page.getByText('Closed after 10 minutes without use.').waitFor()
    expect((await page.content()).includes('CANARY')).toBe(false)
    await expect(page.getByLabel('Passphrase agreed with Dr. Rivera').inputValue()).resolves.toBe('')
    await page.context().close()
  })
  it('at once on Close', async () => {
    const { page } = await open(await form())
    await unlock(page)
    await page.getByRole('button', { name: 'Close' }).click()
    expect((await page.content()).includes('CANARY')).toBe(false)
    await page.context().close()
  })
})
