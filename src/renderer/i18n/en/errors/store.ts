import type { ErrorText } from './error-text.ts'
import type { storeErrorCodes } from '../../../../shared/errors/store.ts'

export const storeErrors = {
  'store/disk-full': {
    happened: 'This disk is full.',
    safe: 'What you were writing is still a draft.',
    next: 'Free {{needed}}, then try again.',
  },
  'store/io': {
    happened: "The disk didn't take what Sealpost wrote.",
    safe: 'What was saved before is unharmed.',
    next: 'Check the disk, then restart Sealpost.',
  },
  'store/read-only': {
    happened: 'Sealpost may not write in its own folder.',
    safe: 'Nothing was changed.',
    next: 'Let your account write there, or put the disk in again as writable. Then try again.',
  },
  'store/damaged': {
    happened: "The store on this disk is damaged, or isn't the one that belongs here.",
    safe: 'Sealpost changed nothing and deletes nothing. Your mail is still at your host.',
    next: 'Put back a backup of the store.',
  },
  'store/missing': {
    happened: 'The file store.db, which holds your mail and settings, is missing.',
    safe: 'Sealpost made nothing new in its place. Your mail is still at your host.',
    next: 'Put the file back where it was, or a backup of it. Then unlock.',
  },
  'store/schema-newer': {
    happened: 'This store was made by a newer Sealpost.',
    safe: 'It was left untouched.',
    next: 'Install the newer version on this computer.',
  },
  'store/unsafe-settings': {
    happened: "The store can't be opened with the settings that keep it safe.",
    safe: 'It was left untouched.',
    next: 'Restart Sealpost. If it stays, reinstall it: your store is kept.',
  },
  'store/not-found': {
    happened: "That isn't here any more.",
    safe: 'Nothing was changed.',
    next: 'Go back and open it again.',
  },
} as const satisfies Record<(typeof storeErrorCodes)[number], ErrorText>
