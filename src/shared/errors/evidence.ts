/** Failures of what the practice writes down for an auditor, and of legal holds. */
export const evidenceErrorCodes = [
  'evidence/outdated',
  'evidence/gone',
  'evidence/signed',
  'hold/held',
  'hold/absent',
  'hold/needs-reason',
] as const
