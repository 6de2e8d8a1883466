import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Failure } from '../../../shared/result.ts'
import { tryParse } from './asn1.ts'
import { readCertificateFile } from './certificate-file.ts'
import type { SmimeCertificateInfo } from './certificate.ts'
import type { X509 } from './x509.ts'

/** A certificate of the practice with its private key. It lives inside the encrypted store only. */
export type SmimeIdentity = {
  /** The certificate, then the authorities that came with it. */
  readonly pem: string
  /** Unencrypted PKCS#8. */
  readonly privateKeyPem: string
}

/** An identity as it was imported. One that can't send any more may still open old mail. */
export type ImportedIdentity = SmimeIdentity & {
  readonly info: SmimeCertificateInfo
  /** Why it can't be used to send now, such as `smime/certificate-expired`; null when it can. */
  readonly problem: Failure | null
}

/** The same, ready to work with. */
export type OpenedIdentity = {
  readonly certificate: X509
  readonly others: readonly X509[]
  readonly privateKey: KeyObject
}

/** Null when the stored texts aren't a certificate with its own key, which the import made sure of. */
export function openIdentity({ pem, privateKeyPem }: SmimeIdentity): OpenedIdentity | null {
  const read = readCertificateFile(pem)
  const privateKey = tryParse(() => createPrivateKey(privateKeyPem))
  const [certificate, ...others] = read.ok ? read.value : []
  return certificate === undefined || privateKey === null ? null : { certificate, others, privateKey }
}
