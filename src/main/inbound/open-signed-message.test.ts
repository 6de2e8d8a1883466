import { describe, expect, it } from 'vitest'
import {
  bytes,
  encrypt,
  encryptedPart,
  innerEntity,
  keys,
  lee,
  opened,
  own,
  signedPart,
  textPart,
  type Key,
  header,
  type Outer,
  signedOnly,
} from './open-message.fixture.ts'
import { mayBeAnothers } from './can-be-quoted.ts'

describe('a signed message', () => {
  const signedMail = async (part: string[], signer: Key, options = {}, outer: Outer = { subject: 'Hello' }) =>
    bytes([...header(outer), ...(await signedPart(part, signer, options))])

  it('names the signer and shows what was signed', async () => {
    const message = await opened(await signedMail(textPart, keys.lee))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'good', signer: 'Samuel Lee' })
    expect(message.content.text?.trim()).toBe('The signed text')
    expect(message.envelope.subject).toBe('Hello')
  })

  it('that was changed is bad', async () => {
    const tamper = (signed: string) => signed.replace('signed', 'forged')
    const message = await opened(await signedMail(textPart, keys.lee, { tamper }))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'bad', signer: null })
  })

  it('by a stranger names nobody', async () => {
    const message = await opened(await signedMail(textPart, keys.eve))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'unknown-key', signer: null })
  })

  it('C1: from another address names nobody', async () => {
    const outer = { from: ['From: Eve <eve@evil.test>'], subject: 'Hello' }
    const message = await opened(await signedMail(textPart, keys.lee, {}, outer))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'unknown-key', signer: null })
  })

  it.each([
    ['two From fields', ['From: Dr. Lee <samuel.lee@clinic.test>', 'From: Eve <eve@evil.test>']],
    ['two addresses in From', ['From: Dr. Lee <samuel.lee@clinic.test>, eve@evil.test']],
  ])('C1: under %s names nobody', async (_attack, from) => {
    const written = from.map((line) => line.replace('samuel.lee@clinic.test', lee))
    const message = await opened(
      await signedMail(textPart, keys.lee, {}, { from: written, subject: 'Hello' }),
    )
    expect(message.protection).toEqual({ ...signedOnly, signature: 'unknown-key', signer: null })
  })

  it('shows protected fields only when the signature is the sender’s', async () => {
    const part = [
      'Content-Type: text/plain; charset=utf-8; hp="clear"',
      `From: Dr. Lee <${lee}>`,
      `To: ${own}`,
      'Subject: Signed subject',
      '',
      'The signed text',
      '',
    ]
    expect((await opened(await signedMail(part, keys.lee))).envelope.subject).toBe('Signed subject')
    expect((await opened(await signedMail(part, keys.eve))).envelope.subject).toBe('Hello')
  })

  it.each<[string, Key, Parameters<typeof signedPart>[2]]>([
    ['the sender', keys.lee, {}],
    ['a stranger', keys.eve, {}],
    [
      'the sender, changed on the way',
      keys.lee,
      { tamper: (part) => part.replace('octet-stream', 'octet-stream; name=a.asc') },
    ],
  ])('that was encrypted before is opened, and is signed by nobody: by %s', async (_who, signer, options) => {
    const part = encryptedPart(await encrypt(await innerEntity(), null))
    const message = await opened(await signedMail(part, signer, options))
    expect(message).toMatchObject({
      protection: { kind: 'openpgp', signature: 'none', signer: null },
      envelope: { subject: 'The true subject' },
      wasEncrypted: true,
    })
    expect(message.content.text?.trim()).toBe('The secret text')
  })

  it('that was encrypted and signed before counts as signed by whom signed the words', async () => {
    const part = encryptedPart(await encrypt(await innerEntity(), keys.lee))
    expect((await opened(await signedMail(part, keys.eve))).protection).toMatchObject({
      ...{ kind: 'openpgp', signature: 'good', signer: 'Samuel Lee' },
    })
  })

  it('C2: around a mail of another that was encrypted is never quoted to who signed it', async () => {
    const maria = { name: 'Maria', address: 'maria@mail.test' }
    const part = encryptedPart(await encrypt(await innerEntity({ from: maria }), null))
    const message = await opened(await signedMail(part, keys.lee))
    expect(mayBeAnothers(message, () => false)).toBe(true)
  })

  it('C1: with something encrypted beside other parts inside opens nothing', async () => {
    const armored = await encrypt(await innerEntity(), null)
    const mixed = ['Content-Type: multipart/mixed; boundary="mix_1"', '', '--mix_1', ...textPart, '--mix_1']
    const part = [...mixed, ...encryptedPart(armored), '--mix_1--', '']
    const message = await opened(await signedMail(part, keys.lee))
    expect(message.protection).toMatchObject({ kind: 'signed-only' })
    expect(message.content.text).not.toContain('The secret text')
  })

  it('C1: beside other parts protects nothing', async () => {
    const raw = bytes([
      ...header({ subject: 'Hello' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      'Content-Type: text/plain',
      '',
      'Pay to my account',
      '--mix_1',
      ...(await signedPart(textPart, keys.lee)),
      '--mix_1--',
      '',
    ])
    expect((await opened(raw)).protection).toEqual({ kind: 'partial' })
  })
})
