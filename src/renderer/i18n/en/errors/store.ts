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
  'store/damaged': {
    happened: 'The store on this disk is damaged.',
    safe: 'Sealpost changed nothing and deletes nothing. Your mail is still at your host.',
    next: 'Put back a backup of the store.',
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
