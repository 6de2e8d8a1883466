/** Failures of the encrypted database. */
export const storeErrorCodes = [
  'store/disk-full',
  'store/io',
  'store/read-only',
  'store/damaged',
  'store/missing',
  'store/schema-newer',
  'store/unsafe-settings',
  'store/not-found',
] as const
