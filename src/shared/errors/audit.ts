/** Failures of the audit log and of verifying an export. */
export const auditErrorCodes = [
  'audit/write-failed',
  'audit/chain-broken',
  'audit/not-an-export',
  'audit/manifest-mismatch',
  'audit/version-newer',
  'audit/receipt-changed',
  'audit/receipts-missing',
  'audit/receipt-not-in-log',
  'audit/review-outdated',
  'audit/not-rolled-back',
  'audit/nothing-of-person',
  'audit/too-long-to-read',
  'audit/export-known',
  'audit/export-gone',
  'audit/log-gone',
] as const
