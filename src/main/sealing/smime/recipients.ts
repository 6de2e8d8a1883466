import * as pkijs from 'pkijs'
import type { MessageTree } from '../../mime/index.ts'
import { limits } from '../limits.ts'
import type { RecipientKey, RecipientTest } from '../recipient-key.ts'
import { octetsOf } from './asn1.ts'
import { readCertificateFile } from './certificate-file.ts'
import { parseEnveloped } from './enveloped.ts'
import { nameKeyOf } from './name-key.ts'
import { readSmimeRoot } from './smime-root.ts'
import { serialOf } from './x509.ts'

/** The readers that RecipientInfos name (RFC 5652, section 6.2); those with a password name nobody. */
export function smimeRecipientKeys(recipients: readonly pkijs.RecipientInfo[]): RecipientKey[] {
  return recipients.flatMap(({ value }) => {
    if (value instanceof pkijs.KeyTransRecipientInfo) return keyOf(value.rid)
    if (!(value instanceof pkijs.KeyAgreeRecipientInfo)) return []
    return value.recipientEncryptedKeys.encryptedKeys.flatMap(({ rid }) => keyOf(agreeIdentifier(rid)))
  })
}

/** Whom a message that can't be opened here names as its readers; none where it can't be read. */
export function smimeRecipients(tree: MessageTree): readonly RecipientKey[] {
  const root = readSmimeRoot(tree)
  const parsed = root.kind === 'encrypted' ? parseEnveloped(root.der) : null
  return parsed?.ok === true ? smimeRecipientKeys(parsed.value.recipients) : []
}

/** For a certificate that is stored here, the first of its text; nothing matches one that can't be read. */
export function smimeRecipientTest(pem: string): RecipientTest {
  const read = readCertificateFile(pem)
  const certificate = read.ok ? read.value[0] : undefined
  return (key) => {
    if (key.kind !== 'smime' || certificate === undefined) return false
    return 'serial' in key
      ? key.serial === certificate.serial && key.issuerKey === certificate.issuerKey
      : key.subjectKeyId === certificate.subjectKeyId
  }
}

/** Which certificate is meant, of several ways to agree on a key (RFC 5652, section 6.2.2). */
export function agreeIdentifier({ value }: pkijs.KeyAgreeRecipientIdentifier): unknown {
  return value instanceof pkijs.RecipientKeyIdentifier ? value.subjectKeyIdentifier : value
}

function keyOf(identifier: unknown): RecipientKey[] {
  if (identifier instanceof pkijs.IssuerAndSerialNumber) {
    const issuerKey = nameKeyOf(identifier.issuer)
    const { byteLength } = identifier.serialNumber.valueBlock.valueHexView
    return issuerKey === null || byteLength > limits.smimeIdentifierBytes
      ? []
      : [{ kind: 'smime', issuerKey, serial: serialOf(identifier.serialNumber) }]
  }
  const bytes = octetsOf(identifier)
  const isNamed = bytes.length > 0 && bytes.length <= limits.smimeIdentifierBytes
  return !isNamed ? [] : [{ kind: 'smime', subjectKeyId: Buffer.from(bytes).toString('hex') }]
}
