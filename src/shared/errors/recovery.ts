/** Failures of the recovery bundle and of finding it again. */
export const recoveryErrorCodes = [
  'recovery/none-found',
  'recovery/wrong-key',
  'recovery/too-large',
  'recovery/damaged',
] as const
