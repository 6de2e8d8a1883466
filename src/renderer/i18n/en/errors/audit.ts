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
    next: 'Choose the file that Sealpost saved. An evidence binder is added with “Add a binder”.',
  },
  'audit/too-long-to-read': {
    happened: 'This export is too long to be read here.',
    safe: 'Nothing was changed.',
    next: 'Ask for the log in shorter periods, or check it with verify-audit.mjs.',
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
  'audit/receipt-changed': {
    happened: 'A protection receipt was changed after it was signed.',
    safe: 'It is kept as it is.',
    next: 'Export the activity log, keep the file and compare it with earlier exports.',
  },
  'audit/receipts-missing': {
    happened: 'Protection receipts that the log names are missing.',
    safe: 'Nothing was changed.',
    next: 'Take all files from the same export.',
  },
  'audit/receipt-not-in-log': {
    happened: "The log doesn't name this protection receipt.",
    safe: 'Nothing was changed.',
    next: 'Take an export that covers the time when the message left.',
  },
  'audit/nothing-of-person': {
    happened: 'Nothing is recorded of this person.',
    safe: 'No file was written.',
    next: 'Choose someone else, or everybody.',
  },
  'audit/not-rolled-back': {
    happened: "The log holds what the system's keychain remembers of it.",
    safe: 'Nothing was changed.',
    next: 'There is nothing to explain.',
  },
  'audit/export-known': {
    happened: 'This export is here already.',
    safe: 'Nothing was changed.',
    next: 'Choose another export, or open the log that it belongs to.',
  },
  'audit/export-gone': {
    happened: 'The export that was chosen is no longer at hand.',
    safe: 'Nothing was kept.',
    next: 'Choose the file again.',
  },
  'audit/log-gone': {
    happened: 'This log was removed from this store.',
    safe: 'Its files lie where they came from.',
    next: 'Go back to the list of logs.',
  },
  'audit/review-outdated': {
    happened: 'This part of the activity log was signed off meanwhile.',
    safe: 'Nothing was changed.',
    next: 'Open the review again.',
  },
} as const satisfies Record<(typeof auditErrorCodes)[number], ErrorText>
