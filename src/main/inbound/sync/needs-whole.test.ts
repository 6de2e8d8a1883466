import { describe, expect, it } from 'vitest'
import { needOfWhole } from './needs-whole.ts'

const begin = '-----BEGIN PGP MESSAGE-----'
const bodyOf = (lines: readonly string[]) =>
  new TextEncoder().encode(
    ['From: Lee <lee@lakeside.test>', 'Subject: [...]', 'MIME-Version: 1.0', ...lines].join('\r\n'),
  )
const mixed = (...part: string[]) => ['Content-Type: multipart/mixed; boundary=b', '', '--b', ...part]

describe('the need of a message to be here whole', () => {
  it.each<[string, string[], ReturnType<typeof needOfWhole>]>([
    ['PGP/MIME', ['Content-Type: multipart/encrypted; boundary=b', '', '--b', 'cut he'], 'encrypted'],
    [
      'enveloped data',
      ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data', '', 'MIA'],
      'encrypted',
    ],
    ['S/MIME as old programs name it', ['Content-Type: Application/X-PKCS7-MIME', '', 'MIA'], 'encrypted'],
    [
      'opaque signed data',
      ['Content-Type: application/pkcs7-mime; smime-type=signed-data', '', 'MIA'],
      'signed',
    ],
    [
      'a signature beside the text',
      ['Content-Type: multipart/signed; boundary=b', '', '--b', '', 'Hi'],
      'signed',
    ],
    ['armor in the text', ['Content-Type: text/plain', '', begin, '', 'wV4D'], 'answer'],
    ['armor that was quoted', ['Content-Type: text/plain', '', `> ${begin}`, '>', '> wV4D'], 'answer'],
    [
      'armor in base64',
      ['Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', btoa(`${begin}\r\n\r\nwV4D`)],
      'answer',
    ],
    [
      'a sealed answer as a file',
      mixed('', 'Text', '--b', 'Content-Disposition: attachment; filename="answer.sealed"', '', 'cut'),
      'answer',
    ],
    ['ordinary mail', ['Content-Type: text/plain', '', 'Hello'], null],
    ['a large file', mixed('', 'Text', '--b', 'Content-Type: image/jpeg; name=a.jpg', '', '/9j/'), null],
    [
      'an encrypted part beside others, which protects nothing',
      mixed('', 'Text', '--b', 'Content-Type: multipart/encrypted; boundary=c', '', '--c', ''),
      null,
    ],
    ['nothing', [], null],
  ])('%s: %s', (_name, lines, need) => {
    expect(needOfWhole(bodyOf(lines))).toBe(need)
  })

  it('is not asked of what is too complex to read', () => {
    const nested = Array.from({ length: 2_000 }, () => 'X: y')
    expect(
      needOfWhole(bodyOf([...nested, 'Content-Type: multipart/encrypted; boundary=b', '', ''])),
    ).toBeNull()
  })
})
