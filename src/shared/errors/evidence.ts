/** Failures of what the practice writes down for an auditor, and of legal holds. */
export const evidenceErrorCodes = [
  'evidence/outdated',
  'evidence/gone',
  'evidence/signed',
  'evidence/not-a-binder',
  'evidence/binder-newer',
  'evidence/binder-changed',
  'evidence/binder-unknown-parts',
  'evidence/binder-too-long',
  'evidence/binder-known',
  'evidence/binder-not-chosen',
  'evidence/binder-gone',
  'hold/held',
  'hold/absent',
  'hold/needs-reason',
] as const
