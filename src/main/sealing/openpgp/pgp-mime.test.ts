import { createMessage, readPrivateKey, sign } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../mime/index.ts'
import { decryptAndVerify } from './decrypt.ts'
import { encryptAndSign } from './encrypt.ts'
import { makeKey, now } from './keys.fixture.ts'
import { readPgpMimeRoot, wrapPgpMime } from './pgp-mime.ts'
import { verifyDetached } from './signature.ts'

const inner = 'Content-Type: text/plain\r\n\r\nCANARY\r\n'
const practice = await makeKey()
const colleague = await makeKey()
const made = await encryptAndSign(new TextEncoder().encode(inner), {
  recipientCertificates: [practice.certificate],
  signWith: colleague.secret,
  now,
})
if (!made.ok) throw new Error(made.error.code)
const armored = Buffer.from(made.value.armored).toString('latin1')
const encrypted = new TextDecoder().decode(wrapPgpMime(made.value.armored, 'sealed_1'))

function rootOf(message: string) {
  const tree = parseMessage(new TextEncoder().encode(message))
  if (!tree.ok) throw new Error(tree.error.code)
  return readPgpMimeRoot(tree.value)
}

describe('an encrypted message (RFC 3156, section 4)', () => {
  it('opens as what was put in', async () => {
    const root = rootOf(encrypted)
    if (root.kind !== 'encrypted') throw new Error(root.kind)
    const opened = await decryptAndVerify(root.message, {
      secretKeys: [practice.secret],
      senderCertificates: [colleague.certificate],
      now,
    })
    expect(opened.ok && new TextDecoder().decode(opened.value.inner)).toBe(inner)
    expect(opened.ok && opened.value.signature.state).toBe('good')
  })
  it('may have its encrypted part in base64', () => {
    const base64 = (
      Buffer.from(armored)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n')
    const head = 'Content-Type: application/octet-stream'
    const root = rootOf(
      encrypted
        .replace(armored.trimEnd(), base64)
        .replace(head, `Content-Transfer-Encoding: base64\r\n${head}`),
    )
    expect(root.kind === 'encrypted' && Buffer.from(root.message).toString()).toBe(armored)
  })

  const block = `Content-Type: application/octet-stream\r\n\r\n${armored}`
  it.each([
    [
      'another protocol',
      encrypted.replace('protocol="application/pgp-encrypted"', 'protocol="application/x"'),
    ],
    ['no protocol', encrypted.replace(' protocol="application/pgp-encrypted";', '')],
    [
      'a third part beside it',
      encrypted.replace('--sealed_1--', `--sealed_1\r\n\r\n<b>not encrypted</b>\r\n--sealed_1--`),
    ],
    [
      'a first part of another kind',
      encrypted.replace('Content-Type: application/pgp-encrypted', 'Content-Type: text/html'),
    ],
    ['a first part without version', encrypted.replace('Version: 1', 'Version: 2')],
    [
      'a second part of another kind',
      encrypted.replace('Content-Type: application/octet-stream', 'Content-Type: text/html'),
    ],
    ['two Content-Types', `Content-Type: text/plain\r\n${encrypted}`],
    [
      'only an attachment that is encrypted',
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n${block}\r\n--b--\r\n`,
    ],
    [
      'an encrypted message within a mixed one',
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n${encrypted}\r\n--b--\r\n`,
    ],
    ['an encrypted message that was forwarded', `Content-Type: message/rfc822\r\n\r\n${encrypted}`],
    ['a text that holds armor', `Content-Type: text/plain\r\n\r\n${armored}`],
  ])('%s is no encrypted message', (_name, message) => {
    expect(rootOf(message)).toEqual({ kind: 'none' })
  })
})

describe('a signed message (RFC 3156, section 5)', () => {
  const signed = async (entity: string) => {
    const signature = await sign({
      message: await createMessage({ binary: new TextEncoder().encode(inner) }),
      signingKeys: await readPrivateKey({ armoredKey: colleague.secret }),
      detached: true,
      date: now,
    })
    return [
      'Content-Type: multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"; boundary=b\r\n',
      `--b\r\n${entity}`,
      `--b\r\nContent-Type: application/pgp-signature; name=signature.asc\r\n\r\n${signature}`,
      '--b--\r\n',
    ].join('\r\n')
  }
  const judge = async (message: string) => {
    const root = rootOf(message)
    if (root.kind !== 'signed') return root.kind
    const options = { senderCertificates: [colleague.certificate], now }
    return (await verifyDetached(root.signedBytes, root.signature, options)).state
  }

  it('verifies over the raw bytes of its first part', async () => {
    expect(await judge(await signed(inner))).toBe('good')
  })
  it.each([
    ['a changed body', inner.replace('CANARY', 'CANARD'), 'bad'],
    ['a changed header of the part', inner.replace('text/plain', 'text/html'), 'bad'],
  ])('%s is bad', async (_name, entity, state) => {
    expect(await judge(await signed(entity))).toBe(state)
  })
  it.each([
    ['a part put beside it', (message: string) => message.replace('--b--', '--b\r\n\r\nunsigned\r\n--b--')],
    [
      'a part put before it',
      (message: string) => message.replace('--b\r\n', '--b\r\n\r\nunsigned\r\n--b\r\n'),
    ],
    [
      'a mixed message around it',
      (message: string) =>
        `Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nunsigned\r\n--o\r\n${message}\r\n--o--\r\n`,
    ],
    [
      'another protocol',
      (message: string) =>
        message.replace('protocol="application/pgp-signature"', 'protocol="application/pkcs7-signature"'),
    ],
  ])('with %s it counts as not signed', async (_name, change) => {
    expect(await judge(change(await signed(inner)))).toBe('none')
  })
})

it('a boundary that could occur in armor is refused', () => {
  expect(() => wrapPgpMime(made.value.armored, 'bad boundary')).toThrow(RangeError)
  expect(() => wrapPgpMime(made.value.armored, 'BEGIN')).toThrow(RangeError)
})
