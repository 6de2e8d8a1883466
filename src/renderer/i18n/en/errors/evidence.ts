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
  'evidence/not-a-binder': {
    happened: "This file isn't an evidence binder.",
    safe: 'Nothing was kept.',
    next: 'Choose the JSON file that was saved beside the PDF of the binder. A log is added with “Add a log”.',
  },
  'evidence/binder-newer': {
    happened: 'A newer Sealpost made this binder.',
    safe: 'Nothing was kept.',
    next: 'Bring Sealpost up to date here, or read the PDF.',
  },
  'evidence/binder-changed': {
    happened: "This binder was changed after it was signed, or its signature isn't one.",
    safe: 'Nothing was kept.',
    next: 'Keep the file, and ask the practice for the binder once more.',
  },
  'evidence/binder-unknown-parts': {
    happened: 'This binder is signed, but not of a form that this Sealpost knows.',
    safe: 'Nothing was kept.',
    next: 'Bring Sealpost up to date here, or read the PDF.',
  },
  'evidence/binder-too-long': {
    happened: 'This binder is too long to be read here.',
    safe: 'Nothing was kept.',
    next: 'Read the PDF.',
  },
  'evidence/binder-known': {
    happened: 'This binder is here already.',
    safe: 'Nothing was changed.',
    next: 'Open it in the list, or choose another one.',
  },
  'evidence/binder-not-chosen': {
    happened: 'The binder that was chosen is no longer at hand.',
    safe: 'Nothing was kept.',
    next: 'Choose the file again.',
  },
  'evidence/binder-gone': {
    happened: 'This binder was removed from this store.',
    safe: 'Its file lies where it came from.',
    next: 'Go back to the list.',
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
