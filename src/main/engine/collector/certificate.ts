import { X509Certificate } from 'node:crypto'
import type { CollectorCertificate } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'

const largestBytes = 64 * 1024

/**
 * The one certificate in a file: the collector's own, or its issuer's.
 *
 * @param file PEM or DER
 * @returns `collector/not-a-certificate`
 */
export function readCollectorCertificate(file: Uint8Array): Result<CollectorCertificate> {
  const text = new TextDecoder('latin1').decode(file.subarray(0, largestBytes + 1))
  const isOne = (text.match(/-----BEGIN /g) ?? []).length < 2
  if (text.length > largestBytes || !isOne) return fail('collector/not-a-certificate')
  try {
    const certificate = new X509Certificate(file)
    return ok({
      pem: certificate.toString(),
      name: nameOf(certificate),
      fingerprint: certificate.fingerprint256.replaceAll(':', ''),
      validTo: new Date(certificate.validTo).toISOString(),
    })
  } catch {
    return fail('collector/not-a-certificate')
  }
}

/** What a person knows it by: its common name, else all of its name, else the hosts that it is for. */
function nameOf({ subject, subjectAltName }: X509Certificate): string {
  const lines = subject.split('\n')
  const common = lines.find((line) => line.startsWith('CN='))?.slice('CN='.length)
  return (common ?? (subject === '' ? (subjectAltName ?? '') : lines.join(', '))).slice(0, 200)
}
