import * as openpgp from 'openpgp'
import { describe, expect, it } from 'vitest'
import { leastCpuMs } from '../../../test/support/cpu-time.ts'
import { renderBody } from './render-body.ts'
import { bytes, encrypt, header, keys, now, opened, text, type Key } from './open-message.fixture.ts'

const mail = (body: string, contentType = 'text/plain; charset=utf-8') =>
  bytes([...header({ subject: 'Outside' }), `Content-Type: ${contentType}`, '', body, ''])
const encrypted = async (words: string, signer: Key | null = null) =>
  encrypt(new TextEncoder().encode(words), signer)
const shown = (message: Awaited<ReturnType<typeof opened>>): string => {
  const body = renderBody(message, { scheme: 'light', images: null })
  return body.ok ? body.value.html : ''
}

/** As GnuPG's --clear-sign writes it. */
async function clearSigned(words: string, signer: Key): Promise<string> {
  const signature = await openpgp.sign({
    message: await openpgp.createMessage({ text: words.replace(/[ \t]+$/gm, '') }),
    signingKeys: await openpgp.readPrivateKey({ armoredKey: signer.secretKeyArmored }),
    detached: true,
    date: now,
  })
  const escaped = words.replace(/^-/gm, '- -')
  return ['-----BEGIN PGP SIGNED MESSAGE-----', 'Hash: SHA512', '', escaped, text(signature).trimEnd()].join(
    '\n',
  )
}

describe('a text mail that is one encrypted message', () => {
  it('is opened under the subject outside', async () => {
    const message = await opened(mail(`\n${await encrypted('The secret text', keys.lee)}\n `))
    expect(message.protection).toMatchObject({
      ...{ kind: 'openpgp', signature: 'good', signer: 'Samuel Lee', isSignerVerified: true },
    })
    expect(message.content.text).toBe('The secret text')
    expect(message.envelope.subject).toBe('Outside')
    expect(message.wasEncrypted).toBe(true)
  })

  it('C1: holds text and nothing else: no HTML, no header, no parts', async () => {
    const inside =
      'Content-Type: text/html\r\nSubject: Forged\r\n\r\n<b>bold</b><img src="https://evil.test/x">'
    const message = await opened(mail(await encrypted(inside)))
    expect(message.envelope.subject).toBe('Outside')
    expect(message.content).toMatchObject({ html: null, attachments: [] })
    expect(message.content.text).toContain('<b>bold</b>')
    expect(shown(message)).not.toMatch(/<b>|<img/)
  })

  it.each([
    ['with words before it', (armor: string) => `What do you say to this?\n${armor}`],
    ['with words after it', (armor: string) => `${armor}\nWhat do you say to this?`],
    ['twice', (armor: string) => `${armor}\n${armor}`],
  ])('C1: %s is never opened', async (_attack, around) => {
    const message = await opened(mail(around(await encrypted('The secret text'))))
    expect(message.protection).toEqual({ kind: 'partial' })
    expect(message.content.text).not.toContain('secret')
  })

  it.each([
    ['as HTML', 'text/html', (armor: string) => `<pre>${armor}</pre>`],
    ['quoted', 'text/plain', (armor: string) => armor.replace(/^/gm, '> ')],
  ])('C1: %s is never opened', async (_attack, contentType, write) => {
    const message = await opened(mail(write(await encrypted('The secret text')), contentType))
    expect(message.protection).toEqual({ kind: 'none' })
    expect(message.content.text).not.toContain('secret')
  })
})

describe('a text mail that is one cleartext signature', () => {
  const words = 'Caf\u00e9 \u00e0   \n- a dash\n\nThe end'

  it.each([
    ['with LF', (armor: string) => armor],
    ['with CRLF', (armor: string) => armor.replaceAll('\n', '\r\n')],
  ])('%s is verified, and shown as it was signed', async (_name, write) => {
    const message = await opened(mail(write(await clearSigned(words, keys.lee))))
    expect(message.protection).toMatchObject({ kind: 'signed-only', signature: 'good', signer: 'Samuel Lee' })
    expect(message.content.text).toBe('Caf\u00e9 \u00e0\n- a dash\n\nThe end')
  })

  it('covers the bytes, in whatever letters', async () => {
    const armor = await clearSigned('Caf\u00e9', keys.lee)
    const message = await opened(mail(armor, 'text/plain; charset=iso-8859-1'))
    expect(message.protection).toMatchObject({ signature: 'good' })
    expect(message.content.text).toBe('Caf\u00c3\u00a9')
  })

  it.each([
    ['with words before it', (armor: string) => `Pay to my account\n${armor}`],
    ['with words after it', (armor: string) => `${armor}\nPay to my account`],
    [
      'with words in its head (CVE-2023-41037)',
      (armor: string) => armor.replace('Hash:', 'Pay to my account\nHash:'),
    ],
    ['with a field in its head', (armor: string) => armor.replace('Hash:', 'Comment: Pay to me\nHash:')],
    ['without the empty line', (armor: string) => armor.replace('SHA512\n\n', 'SHA512\nPay to my account\n')],
    ['with a dash that is not escaped', (armor: string) => armor.replace('- - a dash', '-a dash')],
    ['with a second one', (armor: string) => `${armor}\n${armor}`],
  ])('C1: %s counts for nothing', async (_attack, change) => {
    const message = await opened(mail(change(await clearSigned(words, keys.lee))))
    expect(message.protection).toEqual({ kind: 'partial' })
  })

  it.each([
    ['changed', 'bad', keys.lee, (armor: string) => armor.replace('The end', 'The start')],
    [
      'with lines put between head and text',
      'bad',
      keys.lee,
      (armor: string) => armor.replace('\n\n', '\n\nPay\n\n'),
    ],
    ['of a stranger', 'unknown-key', keys.eve, (armor: string) => armor],
  ])('C1: %s is %s', async (_attack, signature, signer, change) => {
    const message = await opened(mail(change(await clearSigned(words, signer))))
    expect(message.protection).toMatchObject({ kind: 'signed-only', signature, signer: null })
  })

  it('takes linear time on lines of spaces', async () => {
    const line = `${' '.repeat(400_000)}x`
    const armor = await clearSigned('x', keys.lee)
    const raw = mail(armor.replace('\n\nx', `\n\n${line}`))
    expect(await leastCpuMs(1, () => opened(raw))).toBeLessThan(6000)
  })
})
