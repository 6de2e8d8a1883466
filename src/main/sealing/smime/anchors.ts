import { createHash } from 'node:crypto'
import { pemBlocks, readCertificateFile } from './certificate-file.ts'
import { nameKeysOf } from './name-key.ts'
import { parseX509, type X509 } from './x509.ts'

/** Roots that chains may end in. Made once by `readTrustAnchors`. */
export type TrustAnchors = {
  /** Those with this subject, in the form of `X509.subjectKey`. */
  bySubject(subjectKey: string): readonly X509[]
  /** @param fingerprint as `X509.fingerprint` */
  has(fingerprint: string): boolean
}

/**
 * Takes roots: the system's and those that the practice added. Only their names are read now, and each root when
 * something claims to be issued by it: a system has 150, and reading them all takes a second. What can't be read is
 * left out, since system stores hold oddities.
 *
 * @param roots PEM (one or more certificates each) or DER
 */
export function readTrustAnchors(roots: readonly (string | Uint8Array)[]): TrustAnchors {
  const bySubject = new Map<string, Uint8Array[]>()
  const fingerprints = new Set<string>()
  for (const der of roots.flatMap(dersOf)) {
    const fingerprint = createHash('sha256').update(der).digest('hex').toUpperCase()
    const subjectKey = nameKeysOf(der)?.subjectKey
    if (subjectKey === undefined || fingerprints.has(fingerprint)) continue
    fingerprints.add(fingerprint)
    bySubject.set(subjectKey, [...(bySubject.get(subjectKey) ?? []), der])
  }
  const read = new Map<string, readonly X509[]>()
  return {
    has: (fingerprint) => fingerprints.has(fingerprint),
    bySubject: (subjectKey) => {
      const known = read.get(subjectKey)
      if (known !== undefined) return known
      const ders = bySubject.get(subjectKey)
      if (ders === undefined) return []
      const found = ders.flatMap((der) => parseX509(der) ?? [])
      read.set(subjectKey, found)
      return found
    },
  }
}

function dersOf(root: string | Uint8Array): readonly Uint8Array[] {
  const blocks = pemBlocks(typeof root === 'string' ? root : Buffer.from(root).toString('latin1'))
  if (blocks.length === 0 && typeof root !== 'string') return [root]
  // Bundles (PKCS#7) are rare here, and opened by who knows them.
  return blocks.flatMap((der) => (nameKeysOf(der) === null ? bundled(der) : [der]))
}

function bundled(der: Uint8Array): Uint8Array[] {
  const read = readCertificateFile(der)
  return read.ok ? read.value.map((certificate) => certificate.der) : []
}
