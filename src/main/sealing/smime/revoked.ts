import type { X509 } from './x509.ts'

/** That a list names a certificate: since when, and whether its key may be in other hands. */
export type Revocation = { readonly since: Date; readonly isKeySafe: boolean }

/** What imported lists say of a certificate by its issuer and number; null: nothing. */
export type RevocationLookup = (issuer: X509, serial: string) => Revocation | null

/**
 * Whether a revocation counts at a time. A signer's time is the signer's own word: whoever has stolen a key can name
 * any. Only where the issuer says that the key was given up and not lost does what it signed before stay good.
 */
export function isRevoked({ since, isKeySafe }: Revocation, at: Date): boolean {
  return !isKeySafe || since <= at
}
