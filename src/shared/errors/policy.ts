/** Failures of the practice's policy: of its files, and of what it doesn't allow. */
export const policyErrorCodes = [
  'policy/not-a-policy',
  'policy/newer-format',
  'policy/not-authentic',
  'policy/other-practice',
  'policy/older',
  'policy/conflicting',
  'policy/in-force',
  'policy/no-seat',
  'policy/gone',
  'policy/outdated',
  'policy/not-owner',
  'policy/bad-seats',
  'policy/method-too-weak',
  'policy/factor-first',
  'policy/seat-revoked',
  'policy/not-allowed',
] as const
