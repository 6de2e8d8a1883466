import { expect, it } from 'vitest'
import { holdsCertificate } from './holds-certificate.ts'

const key = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n'
const card = (line: string) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lee\r\n${line}\r\nEND:VCARD\r\n`

it.each([
  ['a key by its type', 'application/pgp-keys', 'key', '', true],
  ['armor in a .asc without a fitting type', 'application/octet-stream', 'lee.asc', `\ufeff${key}`, true],
  ['armor in a text file', 'text/plain', 'key.txt', `My key:\n${key}`, true],
  ['a signature in a .asc', 'application/pgp-signature', 's.asc', '-----BEGIN PGP SIGNATURE-----', false],
  ['a secret key', 'text/plain', 'k.asc', '-----BEGIN PGP PRIVATE KEY BLOCK-----', false],
  ['a card with a key', 'text/x-vcard', 'lee.vcf', card('KEY;ENCODING=b:mDME'), true],
  ['a card with a grouped key', 'text/vcard', 'lee.vcf', card('item1.KEY:data:x'), true],
  ['a card without one', 'text/vcard', 'lee.vcf', card('NOTE:KEYS are at the desk'), false],
  ['a certificate in DER', 'application/pkix-cert', 'lee', '', true],
  ['a bag of certificates', 'application/pkcs7-mime', 'smime.p7c', '', true],
  ['an encrypted S/MIME part', 'application/pkcs7-mime', 'smime.p7m', '', false],
  ['PEM', 'application/octet-stream', 'lee.pem', '-----BEGIN CERTIFICATE-----', true],
  ['a letter that speaks of keys', 'text/plain', 'letter.txt', 'BEGIN PGP PUBLIC KEY BLOCK', false],
])('%s', (_what, contentType, fileName, text, expected) => {
  const bytes = new TextEncoder().encode(text)
  expect(holdsCertificate({ contentType, fileName, sizeBytes: bytes.length }, () => bytes)).toBe(expected)
})

it('looks into no large file', () => {
  const file = { contentType: 'text/plain', fileName: 'a.asc', sizeBytes: 10_000_000 }
  expect(
    holdsCertificate(file, () => {
      throw new Error('not read')
    }),
  ).toBe(false)
})
