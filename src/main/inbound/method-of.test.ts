import { expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import type { Protection } from '../../shared/contract/index.ts'
import { parseMessage, readContent, readEnvelope } from '../mime/index.ts'
import { methodOf } from './method-of.ts'

const openpgp = 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b'
const cms = 'application/pkcs7-mime; smime-type=enveloped-data'
const plain = 'text/plain'

it.each<[Protection, string, string | null]>([
  [{ kind: 'openpgp', signature: 'none', signer: null, isSignerVerified: false }, openpgp, 'openpgp'],
  [{ kind: 'smime', signature: 'none', signer: null, certificate: null, integrity: 'none' }, cms, 'smime'],
  [{ kind: 'sealed-answer', openedWithPassphraseOf: 'Maria Alvarez' }, plain, 'sealed-message'],
  [{ kind: 'reply-page', messageTo: null }, plain, 'sealed-message'],
  [{ kind: 'unreadable', code: 'openpgp/no-secret-key' }, openpgp, 'openpgp'],
  [{ kind: 'unreadable', code: 'smime/no-secret-key' }, cms, 'smime'],
  [{ kind: 'own-copy' }, openpgp, null],
  [{ kind: 'signed-only', signature: 'good', signer: 'Dr. Lee', certificate: null }, plain, null],
  [{ kind: 'partial' }, plain, null],
  [{ kind: 'none' }, plain, null],
])('of what came as %j', (protection, contentType, expected) => {
  const outer = valueOf(
    parseMessage(new TextEncoder().encode(`Content-Type: ${contentType}\r\n\r\n--b\r\n\r\n--b--\r\n`)),
  )
  const envelope = readEnvelope(outer)
  const content = readContent(outer)
  const rest = { answer: null, wasEncrypted: false, recipients: [], learned: null }
  expect(methodOf({ envelope, outer, tree: outer, content, protection, ...rest })).toBe(expected)
})
