import type { ErrorText } from './error-text.ts'
import type { evidenceErrorCodes } from '../../../../shared/errors/evidence.ts'

export const evidenceErrors = {
  'evidence/outdated': {
    happened: 'This was changed elsewhere meanwhile.',
    safe: 'What you wrote is still here, and both versions are kept.',
    next: 'Copy what you wrote, open it anew and put it in.',
  },
  'evidence/gone': {
    happened: "This record isn't here.",
    safe: 'Nothing was changed.',
    next: 'Open the list again.',
  },
  'hold/held': {
    happened: 'A legal hold keeps this from being deleted.',
    safe: 'Nothing was deleted or moved.',
    next: 'Look under Evidence, Legal hold. When the matter is over, lift the hold there.',
  },
  'hold/absent': {
    happened: "This hold doesn't stand any more.",
    safe: 'Nothing was changed.',
    next: 'Open the list again.',
  },
  'hold/needs-reason': {
    happened: 'A reason is missing.',
    safe: 'Nothing was changed.',
    next: 'Write down why, in a few words.',
  },
  'evidence/signed': {
    happened: 'This worksheet was signed.',
    safe: 'It is kept as it was signed.',
    next: 'Begin a new one.',
  },
} as const satisfies Record<(typeof evidenceErrorCodes)[number], ErrorText>
