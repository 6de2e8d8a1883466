/** Failures of OpenPGP: of certificates, their look-up, and opening. */
export const openpgpErrorCodes = [
  'openpgp/not-a-certificate',
  'openpgp/secret-key-given',
  'openpgp/no-encryption-subkey',
  'openpgp/certificate-expired',
  'openpgp/certificate-revoked',
  'openpgp/certificate-weak',
  'openpgp/address-mismatch',
  'openpgp/no-secret-key',
  'openpgp/damaged',
  'openpgp/not-authenticated',
  'openpgp/limits-exceeded',
  'wkd/turned-off',
  'wkd/no-key',
  'wkd/unreachable',
  'wkd/private-address',
] as const
