import { describe, expect, it } from 'vitest'
import { createBodyPages } from './body-pages.ts'
import { fileOf, viewNested } from './nested-message.ts'
import { bytes, encrypt, encryptedPart, header, innerEntity, lee, opened } from './open-message.fixture.ts'
import type { OpenedMessage } from './opened-message.ts'
import { attachmentsOf } from './files-shown.ts'

const pages = createBodyPages()
const nestedIn = (message: OpenedMessage, place: string) => viewNested(message, place, 'light', pages)
const valueIn = (message: OpenedMessage, place: string) => {
  const nested = nestedIn(message, place)
  if (!nested.ok) throw new Error(nested.error.code)
  return nested.value
}
const pageOf = (url: string | null) => pages.find(url ?? '')?.body ?? ''

const mixed = (boundary: string, ...parts: readonly (readonly string[])[]) => [
  `Content-Type: multipart/mixed; boundary=${boundary}`,
  '',
  ...parts.flatMap((part) => [`--${boundary}`, ...part]),
  `--${boundary}--`,
  '',
]
const letter = ['Content-Type: text/plain', '', 'See the message.']
const inner = (subject: string, content: readonly string[]) => [
  'From: "Northside School" <office@northside.test>',
  `To: ${lee}`,
  `Subject: ${subject}`,
  'Date: Thu, 12 Nov 2026 14:20:00 +0000',
  'MIME-Version: 1.0',
  ...content,
]
const asPart = (message: readonly string[], type = 'message/rfc822') => [
  `Content-Type: ${type}`,
  '',
  ...message,
]
const around = (...parts: readonly (readonly string[])[]) =>
  opened(bytes([...header({ subject: 'Fwd' }), ...mixed('outer', letter, ...parts)]))

const html = [
  'Content-Type: text/html',
  '',
  '<p>The visit went well.<script>steal()</script><img src="https://leak.test/pixel"><a href="https://x.test">x</a></p>',
]
const note = [
  'Content-Type: text/plain',
  'Content-Disposition: attachment; filename="note.txt"',
  '',
  'Bring the diary.',
]

describe('a message that is a file of another one', () => {
  it('without a file name is listed by its subject and saved as mail', async () => {
    const message = await around(asPart(inner('School visit: 3/4', html)))
    expect(attachmentsOf(message)).toMatchObject([
      {
        ...{ fileName: 'School visit- 3-4.eml', preview: 'message', isDangerous: false },
        card: {
          ...{ kind: 'message', title: 'School visit: 3/4', date: '2026-11-12T14:20:00.000Z' },
          from: { name: 'Northside School', address: 'office@northside.test' },
        },
      },
    ])
    expect(new TextDecoder().decode(fileOf(message, '1.2')?.bytes)).toContain('Subject: School visit')
  })

  it('is shown sanitised, without its remote pictures, and its files are found inside it', async () => {
    const message = await around(asPart(inner('Visit', mixed('in', html, note))))
    const nested = valueIn(message, '1.2')
    expect(nested).toMatchObject({ subject: 'Visit', bodyState: 'shown', blockedRemoteImages: 1 })
    expect(nested.links).toMatchObject([{ host: 'x.test' }])
    const page = pageOf(nested.bodyUrl)
    expect(page).toContain('The visit went well.')
    expect(page).not.toContain('steal')
    expect(page).not.toContain('leak.test')
    const [file] = nested.attachments
    expect(file).toMatchObject({ fileName: 'note.txt', partPath: '1.2/1.2' })
    expect(new TextDecoder().decode(fileOf(message, '1.2/1.2')?.bytes)).toBe('Bring the diary.')
  })

  it('is read as deep as files lie in each other, also where it came as any file in base64', async () => {
    const deepest = inner('Deepest', note)
    const middle = inner('Middle', mixed('mid', letter, asPart(deepest)))
    const packed = Buffer.from(middle.join('\r\n')).toString('base64')
    const message = await around([
      'Content-Type: application/octet-stream; name="old.eml"',
      'Content-Transfer-Encoding: base64',
      '',
      packed,
    ])
    expect(valueIn(message, '1.2').subject).toBe('Middle')
    const deep = valueIn(message, '1.2/1.2')
    expect(deep).toMatchObject({ subject: 'Deepest', attachments: [{ partPath: '1.2/1.2/1' }] })
    expect(nestedIn(message, Array.from({ length: 41 }, () => '1.2').join('/'))).toMatchObject({
      ok: false,
      error: { code: 'mime/too-complex' },
    })
  })

  it.each([
    ['no file of it', '9', 'message/absent'],
    ['a file that is no message', '1.3', 'file/no-preview'],
    ['a file that only bears the name of one', '1.4', 'file/no-preview'],
    ['a file in no message', '1.3/1', 'message/absent'],
  ])('is refused where it is %s', async (_what, place, code) => {
    const named = ['Content-Type: application/octet-stream; name="x.eml"', '', 'MZ']
    const message = await around(asPart(inner('Visit', html)), note, named)
    expect(valueIn(message, '1.2').subject).toBe('Visit')
    expect(nestedIn(message, place)).toMatchObject({ ok: false, error: { code } })
  })

  it('takes no protection from its place: what is encrypted inside it stays closed (RFC 9787)', async () => {
    const armored = await encrypt(await innerEntity({ text: 'The secret of another message' }), null)
    const whole = await opened(bytes([...header({}), ...encryptedPart(armored)]))
    expect(whole.content.text).toContain('The secret of another message')
    const nested = valueIn(await around(asPart(inner('Visit', encryptedPart(armored)))), '1.2')
    expect(nested).toMatchObject({ bodyState: 'encrypted', bodyUrl: null })
    expect(JSON.stringify(nested)).not.toContain('secret')
  })

  it.each([
    ['signed-data', 'signed'],
    ['Signed-Data', 'signed'],
    ['enveloped-data', 'encrypted'],
  ])('that is S/MIME as %s is called %s', async (smimeType, bodyState) => {
    const type = `Content-Type: application/pkcs7-mime; smime-type=${smimeType}; name=smime.p7m`
    const message = await around(asPart(inner('Visit', [type, '', 'x'])))
    expect(valueIn(message, '1.2')).toMatchObject({ bodyState, bodyUrl: null })
  })

  it('inside what anybody may have changed is shown as text alone (EFAIL)', async () => {
    const message = await around(asPart(inner('Visit', html)))
    const smime = { kind: 'smime', signature: 'none', signer: null, certificate: null } as const
    const shown = (integrity: 'aead' | 'none') =>
      pageOf(valueIn({ ...message, protection: { ...smime, integrity } }, '1.2').bodyUrl)
    expect(shown('aead')).toContain('<p>The visit went well.')
    expect(shown('none')).toContain('<div class="sp-text">The visit went well.')
    expect(shown('none')).not.toContain('<p>')
  })
})
