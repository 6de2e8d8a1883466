import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import * as pkijs from 'pkijs'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import { encode, octetsOf, parseBer, tryParse } from './asn1.ts'
import { toPem } from './certificate-file.ts'
import { describe, judge } from './certificate.ts'
import type { Trust } from './chain.ts'
import type { ImportedIdentity } from './identity.ts'
import { oids } from './oids.ts'
import { checkPasswordMac, decryptWithPassword } from './password-cipher.ts'
import { parseX509, type X509 } from './x509.ts'

type Contents = { readonly keys: KeyObject[]; readonly certificates: X509[] }

/**
 * Reads the practice's own certificate, key and chain from a PKCS#12 file (RFC 7292): PBES2 and the older RC2 and
 * 3DES. A file may hold several, such as one to sign and one to decrypt, or a renewed one beside the old one for the
 * same key: the most recently issued comes first.
 *
 * @returns `smime/wrong-password`, `smime/not-a-key-file`, `smime/key-missing` (nothing in it belongs together),
 *   `smime/unsupported-algorithm`, `smime/limits-exceeded`. A certificate that can't sign now is no failure of the
 *   import: `problem` says why, and old mail still opens with it
 */
export async function importPkcs12(
  file: Uint8Array,
  password: string,
  trust: Trust,
): Promise<Result<readonly ImportedIdentity[]>> {
  if (file.length > limits.pkcs12Bytes) return fail('smime/limits-exceeded')
  const block = parseBer(file)
  const pfx = block === null ? null : tryParse(() => new pkijs.PFX({ schema: block }))
  if (pfx?.authSafe.contentType !== oids.data) return fail('smime/not-a-key-file')
  const safe = octetsOf(pfx.authSafe.content)
  if (pfx.macData !== undefined) {
    const checked = checkPasswordMac(pfx.macData, safe, password)
    if (!checked.ok) return checked
  }
  const contents = await readSafe(safe, password)
  if (!contents.ok) return contents
  const identities = identitiesIn(contents.value, trust)
  if (identities.length === 0) return fail('smime/key-missing')
  return ok(identities.sort((a, b) => b.info.validFrom.getTime() - a.info.validFrom.getTime()))
}

/** AuthenticatedSafe (RFC 7292, section 4.1): parts that are plain or encrypted with the password. */
async function readSafe(safe: Uint8Array, password: string): Promise<Result<Contents>> {
  const block = parseBer(safe)
  const parts =
    block === null ? null : tryParse(() => new pkijs.AuthenticatedSafe({ schema: block }).safeContents)
  if (parts === null) return fail('smime/not-a-key-file')
  const contents: Contents = { keys: [], certificates: [] }
  for (const part of parts) {
    const opened = await openPart(part, password)
    if (!opened.ok) return opened
    const bags = parseBer(opened.value)
    const read = bags === null ? null : tryParse(() => new pkijs.SafeContents({ schema: bags }).safeBags)
    if (read === null) return fail('smime/not-a-key-file')
    for (const bag of read) {
      const added = await addBag(bag, password, contents)
      if (!added.ok) return added
    }
  }
  return ok(contents)
}

async function openPart(part: pkijs.ContentInfo, password: string): Promise<Result<Uint8Array>> {
  if (part.contentType === oids.data) return ok(octetsOf(part.content))
  if (part.contentType !== oids.encryptedData)
    return fail('smime/unsupported-algorithm', { algorithm: part.contentType })
  const data = tryParse(() => new pkijs.EncryptedData({ schema: part.content }).encryptedContentInfo)
  if (data?.encryptedContent === undefined) return fail('smime/not-a-key-file')
  return decryptWithPassword(data.contentEncryptionAlgorithm, octetsOf(data.encryptedContent), password)
}

async function addBag(
  { bagValue }: pkijs.SafeBag,
  password: string,
  contents: Contents,
): Promise<Result<null>> {
  if (bagValue instanceof pkijs.CertBag) {
    const certificate = parseX509(octetsOf(bagValue.certValue))
    if (certificate !== null && contents.certificates.length < limits.smimeCertificates)
      contents.certificates.push(certificate)
  }
  if (bagValue instanceof pkijs.PrivateKeyInfo) addKey(encode(bagValue.toSchema()), contents)
  if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
    const { encryptionAlgorithm, encryptedData } = bagValue
    const opened = await decryptWithPassword(encryptionAlgorithm, octetsOf(encryptedData), password)
    if (!opened.ok) return opened
    addKey(opened.value, contents)
  }
  return ok(null)
}

function addKey(pkcs8: Uint8Array, { keys }: Contents): void {
  const key = tryParse(() => createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }))
  if (key !== null && keys.length < limits.smimeCertificates) keys.push(key)
}

/** Certificate and key belong together when they hold the same public key, whatever names the file gives them. */
function identitiesIn({ keys, certificates }: Contents, trust: Trust): ImportedIdentity[] {
  const pairs = keys.map((key) => ({ key, publicKey: createPublicKey(key) }))
  const unique = new Map(certificates.map((certificate) => [certificate.fingerprint, certificate]))
  return [...unique.values()].flatMap((certificate) => {
    const pair = pairs.find(({ publicKey }) => isSameKey(certificate.publicKey, publicKey))
    return pair === undefined ? [] : [identityOf(pair.key, certificate, certificates, trust)]
  })
}

/** Keys of two kinds are not compared: the runtime keeps OpenSSL's error of it and throws it at the next key that is read. */
function isSameKey(one: KeyObject, other: KeyObject): boolean {
  return one.asymmetricKeyType === other.asymmetricKeyType && one.equals(other)
}

function identityOf(
  key: KeyObject,
  certificate: X509,
  certificates: readonly X509[],
  trust: Trust,
): ImportedIdentity {
  const others = certificates.filter((other) => other !== certificate)
  const judged = judge(certificate, others, { ...trust, purpose: 'sign' })
  const chain = judged.ok ? judged.value.chain : issuersOf(certificate, others)
  const pem = toPem(chain.length > 1 && judged.ok ? chain.slice(0, -1) : chain)
  return {
    pem,
    privateKeyPem: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    info: { ...describe({ certificate, chain }), pem },
    problem: judged.ok ? null : judged.error,
  }
}

/** What the file says of the chain, by names alone: enough to judge again once its root is trusted. */
function issuersOf(certificate: X509, others: readonly X509[]): X509[] {
  const chain = [certificate]
  let next = issuerOf(certificate, others)
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next)
    next = issuerOf(next, others)
  }
  return chain
}

function issuerOf({ issuerKey }: X509, others: readonly X509[]): X509 | undefined {
  return others.find(({ subjectKey }) => subjectKey === issuerKey)
}
