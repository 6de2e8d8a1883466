import { describeSmimeCertificate, readCertificate } from '../../sealing/index.ts'
import { smimeUserIds, type ReadCertificate } from '../smime-certificate.ts'

/**
 * The certificates of an address book that name its person, of either kind. They are only seen: a person accepts
 * them, and what can't be used then is refused there with its reason; what is no certificate at all is left out here.
 */
export async function readBookKeys(
  keys: readonly (Uint8Array | string)[],
  addresses: readonly string[],
  now: Date,
): Promise<ReadCertificate[]> {
  const own = new Set(addresses.map((address) => address.toLowerCase()))
  const found: ReadCertificate[] = []
  for (const key of keys) {
    const read = await readKey(key, now)
    const isNew = !found.some(({ fingerprint }) => fingerprint === read?.fingerprint)
    if (read !== null && isNew && read.addresses.some((address) => own.has(address))) found.push(read)
  }
  return found
}

async function readKey(key: Uint8Array | string, now: Date): Promise<ReadCertificate | null> {
  const openpgp = await readCertificate(key, now)
  if (openpgp.ok) {
    const { fingerprint, userIds, addresses, createdAt, expiresAt, armored } = openpgp.value
    return {
      ...{ kind: 'openpgp', fingerprint, userIds, addresses, createdAt, expiresAt },
      ...{ issuer: null, data: armored },
    }
  }
  const smime = describeSmimeCertificate(typeof key === 'string' ? key : pemOf(key))
  return smime === null
    ? null
    : {
        kind: 'smime',
        fingerprint: smime.fingerprint,
        userIds: smimeUserIds(smime),
        addresses: smime.addresses,
        createdAt: smime.validFrom,
        expiresAt: smime.expiresAt,
        issuer: smime.issuer,
        data: smime.pem,
      }
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
