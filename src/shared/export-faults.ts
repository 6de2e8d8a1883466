/** What can be wrong with an exported activity log (docs/audit-log.md). */
export const exportFaults = [
  // A record isn't the next one of its log.
  'unreadable',
  'wrong-hash',
  'wrong-number',
  'broken-link',
  'other-log',
  'time-runs-back',
  'wrong-checkpoint',
  // The manifest, or what it says of the records.
  'manifest-changed',
  'miscounted',
  'records-missing',
  'records-added',
  'bytes-changed',
  // Against another export of the same log.
  'other-signer',
  'rolled-back',
  'rewritten',
] as const
export type ExportFault = (typeof exportFaults)[number]
