import { describe, expect, it } from 'vitest'
import { buildOuter } from '../mime/index.ts'
import { wrapPgpMime } from '../sealing/openpgp/pgp-mime.ts'
import { mayBeAnothers } from './can-be-quoted.ts'
import {
  bytes,
  encrypt,
  header,
  innerEntity,
  keys,
  known,
  lee,
  now,
  opened,
  own,
  pgpMime,
  signedPart,
  textPart,
} from './open-message.fixture.ts'

const nobody = () => false
const maria = { name: 'Maria', address: 'maria@mail.test' }

describe('an encrypted mail of another, sent again (M\u00fcller et al. 2019: "Re: What\'s up Johnny?")', () => {
  it('under a From of one\u2019s own is told and never quoted', async () => {
    const armored = await encrypt(await innerEntity({ from: maria }), null)
    const message = await opened(pgpMime(armored, { from: ['From: eve@evil.test'] }))
    expect(message.envelope.from).toMatchObject([{ address: 'eve@evil.test' }])
    expect(message.envelope.ambiguous).toContain('from-differs-inside')
    expect(mayBeAnothers(message, nobody)).toBe(true)
  })

  it('under its own From is quoted; with answers turned elsewhere that is told, and they go where they should', async () => {
    const armored = await encrypt(await innerEntity({ from: maria }), null)
    const outer = { from: ['From: maria@mail.test'], extra: ['Reply-To: eve@evil.test'] }
    const message = await opened(pgpMime(armored, outer))
    expect(mayBeAnothers(message, nobody)).toBe(false)
    expect(message.envelope.replyTo).toEqual([])
    expect(message.envelope.ambiguous).toContain('fields-differ-inside')
  })

  it('as Sealpost makes it, nothing differs', async () => {
    const fields = {
      from: { name: 'Dr. Lee', address: lee },
      ...{ to: [{ name: '', address: own }], cc: [], inReplyTo: null, references: [] },
      ...{ date: now.toISOString(), messageId: '<one@lakeside.test>' },
    }
    const armored = await encrypt(await innerEntity(), keys.lee)
    const made = buildOuter(fields, wrapPgpMime(Buffer.from(`${armored.trimEnd()}\r\n`), 'enc_1'))
    const message = await opened(made.ok ? made.value : new Uint8Array())
    expect(message.protection).toMatchObject({ signature: 'good', signer: 'Samuel Lee' })
    expect(message.envelope.ambiguous).toEqual([])
    expect(mayBeAnothers(message, nobody)).toBe(false)
  })
})

describe('a signed mail, sent again', () => {
  const sentAgain = async (extra: string[]) => {
    const lines = header({ subject: 'Hello' }).filter((line) => !line.startsWith('Date: '))
    return opened(bytes([...lines, ...extra, ...(await signedPart(textPart, keys.lee))]))
  }

  it('under another date than it was signed on is told', async () => {
    expect((await sentAgain(['Date: Mon, 7 Dec 2026 09:00:00 +0000'])).envelope.ambiguous).toEqual([
      'signed-at-another-time',
    ])
  })

  it('that waited for two days isn\u2019t', async () => {
    const message = await sentAgain(['Date: Tue, 24 Nov 2026 09:00:00 +0000'])
    expect(message.protection).toMatchObject({ signature: 'good' })
    expect(message.envelope.ambiguous).toEqual([])
  })

  it.each([
    ['a subject', { subject: 'Pay to another account' }],
    ['recipients', { extra: ['Cc: eve@evil.test'] }],
  ])(
    'with %s that was put there since: what was signed is shown, and that it differs',
    async (_what, outer) => {
      const part = [
        'Content-Type: text/plain; charset=utf-8; hp="clear"',
        `From: Dr. Lee <${lee}>`,
        `To: ${own}`,
        'Subject: Hello',
        'Date: Fri, 20 Nov 2026 09:00:00 +0000',
        '',
        'The signed text',
        '',
      ]
      const signed = await signedPart(part, keys.lee)
      const asSent = await opened(bytes([...header({ subject: 'Hello' }), ...signed]))
      expect(asSent.envelope.ambiguous).toEqual([])
      const changed = await opened(bytes([...header({ subject: 'Hello', ...outer }), ...signed]))
      expect(changed.protection).toMatchObject({ signature: 'good' })
      expect(changed.envelope).toMatchObject({ subject: 'Hello', cc: [] })
      expect(changed.envelope.ambiguous).toEqual(['fields-differ-inside'])
    },
  )
})

describe('a second key of one person', () => {
  const both = {
    ...known,
    certificatesOf: () => [
      { armored: keys.lee.certificateArmored, fingerprint: keys.lee.fingerprint, isVerified: true },
      { armored: keys.eve.certificateArmored, fingerprint: keys.eve.fingerprint, isVerified: false },
    ],
  }

  it.each([
    ['that nobody compared isn\u2019t called verified beside one that somebody did', keys.eve, false],
    ['that somebody compared is', keys.lee, true],
  ])('%s', async (_case, signer, isSignerVerified) => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), signer)), both)
    expect(message.protection).toMatchObject({ signature: 'good', isSignerVerified })
  })
})
