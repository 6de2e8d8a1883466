/** Failures of handing the activity log to a collector (docs/adr/0048). Detail of all but the last: `host`, `port`. */
export const collectorErrorCodes = [
  'collector/unreachable',
  'collector/no-tls',
  'collector/handshake',
  'collector/untrusted',
  'collector/other-host',
  'collector/certificate-dates',
  'collector/weak-certificate',
  'collector/not-confirmed',
  'collector/defect',
  'collector/not-a-certificate',
] as const
