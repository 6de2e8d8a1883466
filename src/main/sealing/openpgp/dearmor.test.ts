import { armor, enums, unarmor } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.fixture.ts'
import { dearmorMessage } from './dearmor.ts'

const random = seededRandom(25)
const bytes = Uint8Array.from({ length: 500 }, () => random(256))
const armored = (length: number, hasChecksum = true): string =>
  armor(enums.armor.message, bytes.slice(0, length), undefined, undefined, undefined, hasChecksum)
const text = armored(300)

describe('an armored message', () => {
  it.each([1, 2, 3, 47, 48, 49, 500])('of %i bytes comes back, with and without checksum', (length) => {
    for (const hasChecksum of [true, false]) {
      for (const lineEnd of ['\n', '\r\n']) {
        const found = dearmorMessage(armored(length, hasChecksum).replace(/\r?\n/g, lineEnd))
        expect(found).toEqual(bytes.slice(0, length))
      }
    }
  })

  const withHeaders = (...headers: string[]) =>
    text.replace(/(BEGIN PGP MESSAGE-----\r?\n)/, `$1${headers.map((header) => `${header}\n`).join('')}`)
  it.each([
    ['text before it', `Hello,\r\n\r\n${text}`],
    ['text after it', `${text}\r\n-- \r\nDr. Lee`],
    ['headers', withHeaders('Version: 1', 'Comment: a: b', 'Charset: utf-8')],
    ['a header without a value', withHeaders('Comment:')],
    ['spaces at the ends of lines', text.replace(/\r?\n/g, '  \n')],
    ['no line end after the last line', text.trimEnd()],
    ['another message after it', text + armored(7)],
    ['a checksum that is wrong (RFC 9580, section 6.1)', text.replace(/\n=[^\r\n]{4}/, '\n=AAAA')],
    ['its base64 in one line', text.replace(/(?<=[A-Za-z0-9+/]{10})\r?\n(?=[A-Za-z0-9+/]+={0,2}\r?\n)/g, '')],
  ])('is read with %s', (_name, changed) => {
    expect(changed).not.toBe(text)
    expect(dearmorMessage(changed)).toEqual(bytes.slice(0, 300))
  })

  it.each([
    ['no first line', text.replace('BEGIN PGP', 'BEGIN')],
    ['a first line that is quoted', text.replace('-----BEGIN', '> -----BEGIN')],
    ['no empty line', text.replace(/\r?\n\r?\n/, '\n')],
    ['no last line', text.replace('END PGP', 'END')],
    ['another kind of armor', text.replaceAll('PGP MESSAGE', 'PGP SIGNATURE')],
    ['nothing at all', ''],
  ])('is none with %s', (_name, changed) => {
    expect(dearmorMessage(changed)).toBeNull()
  })

  it('is read as the library reads it', async () => {
    const { data } = await unarmor(text)
    expect(dearmorMessage(text)).toEqual(data)
  })
})
