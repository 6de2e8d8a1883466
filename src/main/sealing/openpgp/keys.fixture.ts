import { generateKey, type KeyOptions } from 'openpgp'
import { strictConfig } from './config.ts'

export const day = 86_400_000
export const now = new Date('2026-11-22T12:00:00Z')
export const longAgo = new Date(now.getTime() - 400 * day)

/** A key pair in armor, for tests: `options` override Curve25519, made 400 days before `now`. */
export async function makeKey(options: Omit<Partial<KeyOptions>, 'format'> = {}) {
  const made = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [{ name: 'Dr. Lee', email: 'Lee@clinic.example' }],
    date: longAgo,
    ...options,
    format: 'armored',
    config: { ...strictConfig, ...options.config },
  })
  return { secret: made.privateKey, certificate: made.publicKey, revocation: made.revocationCertificate }
}
