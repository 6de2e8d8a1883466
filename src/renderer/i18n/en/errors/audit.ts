import type { ErrorText } from './error-text.ts'
import type { auditErrorCodes } from '../../../../shared/errors/audit.ts'

export const auditErrors = {
  'audit/write-failed': {
    happened: "The activity log couldn't be written, so this wasn't done.",
    safe: 'Nothing was changed.',
    next: 'Free some space on the disk and try again.',
  },
  'audit/chain-broken': {
    happened: 'A record of the activity log was changed after it was written.',
    safe: 'The log is kept as it is.',
    next: 'Export it now, keep the file and compare it with earlier exports.',
  },
  'audit/not-an-export': {
    happened: "This file isn't an export of the activity log.",
    safe: 'Nothing was changed.',
    next: 'Choose the file that Sealpost saved.',
  },
  'audit/manifest-mismatch': {
    happened: "The file and its manifest don't fit each other.",
    safe: 'Nothing was changed.',
    next: 'Take both files from the same export.',
  },
  'audit/version-newer': {
    happened: 'A newer Sealpost wrote this export.',
    safe: 'Nothing was changed.',
    next: 'Check it with the newer version.',
  },
} as const satisfies Record<(typeof auditErrorCodes)[number], ErrorText>
