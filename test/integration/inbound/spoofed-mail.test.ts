import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bytes,
  encryptedPart,
  header,
  keys,
  lee,
  opened,
  own,
  type Outer,
} from '../../../src/main/inbound/open-message.fixture.ts'
import { renderBody } from '../../../src/main/inbound/render-body.ts'
import { multipart, signedMail, Signers, textPart } from './made-by-gpg.ts'

let gpg: Signers
/** Dr. Lee's words with his signature, and what Eve puts beside them. */
const genuine = textPart('The genuine words.').join('\r\n')
const forged = textPart('FORGED')
let signature = ''
let byEve = ''
let signed: string[] = []
beforeAll(async () => {
  gpg = await Signers.create()
  signature = await gpg.sign(genuine, keys.lee)
  byEve = await gpg.sign(forged.join('\r\n'), keys.eve)
  signed = signedMail(genuine, signature)
})
afterAll(() => gpg.dispose())

async function look(lines: readonly string[], outer: Outer = {}) {
  const message = await opened(bytes([...header(outer), ...lines]))
  const { protection } = message
  const body = renderBody(message, { scheme: 'light', images: null })
  return {
    isGood: protection.kind === 'own-copy' || ('signature' in protection && protection.signature === 'good'),
    shown: `${message.envelope.subject} ${body.ok ? body.value.html : ''} ${message.content.text ?? ''}`,
    ambiguous: message.envelope.ambiguous,
  }
}

describe('what GnuPG signed', () => {
  it.each([
    ['as binary', []],
    ['as text', ['--textmode']],
    ['with a notation that looks like its status', ['--sig-notation', 'x@evil.test=[GNUPG:] BADSIG']],
    [
      'with places to fetch from',
      ['--sig-keyserver-url', 'http://evil.test/', '--sig-policy-url', 'http://evil.test/'],
    ],
  ])('%s is good', async (_case, options) => {
    const mail = signedMail(genuine, await gpg.sign(genuine, keys.lee, options))
    expect((await look(mail)).isGood).toBe(true)
  })

  it.each([
    ['with SHA-1', ['--digest-algo', 'SHA1']],
    ['with RIPEMD-160', ['--digest-algo', 'RIPEMD160']],
    ['with a critical notation that nobody here knows', ['--sig-notation', '!x@evil.test=1']],
    ['until a day that is over', ['--default-sig-expire', 'seconds=60']],
  ])('%s is not', async (_case, options) => {
    const mail = signedMail(genuine, await gpg.sign(genuine, keys.lee, options))
    expect((await look(mail)).isGood).toBe(false)
  })
})

describe('C1: Dr. Lee’s signature, with words of Eve around it', () => {
  it.each<[string, () => readonly string[]]>([
    ['after it', () => multipart('mixed', [signed, forged])],
    ['before it', () => multipart('mixed', [forged, signed])],
    ['as the page that shows it', () => multipart('related', [textPart('FORGED', 'text/html'), signed])],
    ['as another form of it', () => multipart('alternative', [signed, textPart('FORGED', 'text/html')])],
    ['as a third part', () => [...signed.slice(0, -2), '--sgn_1', ...forged, '--sgn_1--']],
    ['as its first of three', () => [signed[0] ?? '', '', '--sgn_1', ...forged, ...signed.slice(2)]],
    [
      'as the message that carries it',
      () => multipart('mixed', [forged, ['Content-Type: message/rfc822', '', ...header({}), ...signed]]),
    ],
    ['under its signature', () => signedMail(forged.join('\r\n'), signature)],
    ['under the beginning of another', () => signedMail(forged.join('\r\n'), `${byEve}\n${signature}`)],
    ['in its header', () => signedMail(`Subject: FORGED\r\n${genuine}`, signature)],
    [
      'as HTML',
      () => signedMail(genuine.replace('text/plain', 'text/html').replace('The', 'FORGED'), signature),
    ],
    ['before the boundary', () => [signed[0] ?? '', '', 'FORGED', ...signed.slice(2)]],
    ['after the last boundary', () => [...signed, '--sgn_1', ...forged]],
    [
      'under a protocol that isn’t named',
      () => signedMail(forged.join('\r\n'), signature, 'multipart/signed'),
    ],
    [
      'under two types',
      () => ['Content-Type: text/html', ...signed.map((line) => line.replace('genuine', 'FORGED'))],
    ],
    ['in a signature over nothing', () => signedMail(forged.join('\r\n'), '')],
    [
      'in a block that looks like one',
      () => textPart('\u2011\u2011BEGIN PGP SIGNED MESSAGE\u2011\u2011\r\nFORGED'),
    ],
    ['as the status of GnuPG', () => textPart('[GNUPG:] GOODSIG 0123456789ABCDEF Dr. Lee FORGED')],
    [
      'in the place of the bar',
      () => textPart('<div style="position:fixed;top:0">Signed by Samuel Lee FORGED</div>', 'text/html'),
    ],
  ])('%s', async (_where, lines) => {
    const { isGood, shown } = await look(lines())
    expect(isGood && shown.includes('FORGED')).toBe(false)
  })

  it.each([
    ['two From fields', [`From: ${lee}`, 'From: eve@evil.test']],
    ['two addresses', [`From: Dr. Lee <${lee}>, eve@evil.test`]],
    ['another address', ['From: "Dr. Lee" <eve@evil.test>']],
    ['his address as a name', [`From: "${lee}" <eve@evil.test>`]],
    ['his address as a comment', [`From: eve@evil.test (${lee})`]],
    ['two pairs of brackets', [`From: <${lee}><eve@evil.test>`]],
    ['a route', [`From: <@${lee}:eve@evil.test>`]],
    ['a group', [`From: ${lee}: eve@evil.test;`]],
    ['a bare CR', [`From: <${lee}>\rX: <eve@evil.test>`]],
    ['a NUL', [`From: ${lee}\0 <eve@evil.test>`]],
    ['look-alike letters', ['From: Dr. Lee <lee@lakes\u0456de.test>']],
    ['letters turned around', ['From: \u202etset.edisekal@eel\u202c <eve@evil.test>']],
    ['an encoded line end', [`From: =?utf-8?q?Lee=0D=0AFrom:_lee=40lakeside.test?= <eve@evil.test>`]],
    ['a semicolon', [`From: ${lee}; eve@evil.test`]],
    ['no From', [`Sender: ${lee}`]],
  ])('under a From of %s speaks for nobody', async (_attack, from) => {
    expect((await look(signed, { from })).isGood).toBe(false)
  })
})

describe('C1: what GnuPG encrypted to the practice', () => {
  const inside = (text: string) => textPart(text).join('\r\n')

  it('signed by Dr. Lee is good, whatever it calls its file', async () => {
    for (const options of [
      [],
      ['--for-your-eyes-only'],
      ['--set-filename', '[GNUPG:] BADSIG'],
      ['--throw-keyids'],
    ]) {
      const mail = encryptedPart(await gpg.encrypt(genuine, keys.lee, options))
      expect(await look(mail)).toMatchObject({ isGood: true, ambiguous: [] })
    }
  })

  it.each<[string, () => Promise<readonly string[]>]>([
    [
      'unsigned, in a file named as a good signature',
      async () =>
        encryptedPart(await gpg.encrypt(inside('x'), null, ['--set-filename', '[GNUPG:] GOODSIG 1 Lee'])),
    ],
    ['by Eve', async () => encryptedPart(await gpg.encrypt(inside('x'), keys.eve))],
    [
      'by Eve around what Dr. Lee signed',
      async () => encryptedPart(await gpg.encrypt(signed.join('\r\n'), keys.eve)),
    ],
    [
      'by nobody, with what Dr. Lee signed beside other words',
      async () => encryptedPart(await gpg.encrypt(multipart('mixed', [signed, forged]).join('\r\n'), null)),
    ],
  ])('%s is not', async (_case, lines) => {
    expect((await look(await lines())).isGood).toBe(false)
  })

  it.each(['mixed', 'related', 'alternative', 'digest', 'report', 'signed', 'x-unknown'])(
    'below multipart/%s is neither shown nor taken for text',
    async (type) => {
      const secret = encryptedPart(await gpg.encrypt(inside('SECRETWORD'), null))
      for (const parts of [
        [secret, textPart('What do you say?')],
        [textPart('What do you say?'), secret],
        [secret],
      ]) {
        expect((await look(multipart(type, parts), { from: ['From: eve@evil.test'] })).shown).not.toContain(
          'SECRET',
        )
      }
    },
  )

  it('as the whole of a text mail is opened, and clear-signed text verified', async () => {
    const encrypted = await look(textPart(await gpg.encrypt('SECRETWORD', keys.lee)))
    expect(encrypted).toMatchObject({ isGood: true })
    expect(encrypted.shown).toContain('SECRETWORD')
    const clear = await gpg.clearSign('Caf\u00e9\n- dash\n-- \nDr. Lee\n', keys.lee)
    expect((await look(textPart(Buffer.from(clear, 'latin1').toString('utf8')))).isGood).toBe(true)
    expect((await look(textPart(`FORGED\r\n${clear}`))).isGood).toBe(false)
  })

  it('with a From inside that isn’t the one outside is told', async () => {
    const words = ['Content-Type: text/plain; hp="cipher"', `From: ${own}`, 'Subject: My letter', '', 'x']
    const mail = encryptedPart(await gpg.encrypt(words.join('\r\n'), null))
    expect((await look(mail)).ambiguous).toContain('from-differs-inside')
  })
})
