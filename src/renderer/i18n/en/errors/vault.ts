import type { ErrorText } from './error-text.ts'
import type { vaultErrorCodes } from '../../../../shared/errors/vault.ts'

export const vaultErrors = {
  'vault/locked': {
    happened: 'Sealpost is locked.',
    safe: 'Nothing was changed.',
    next: 'Unlock it and try again.',
  },
  'vault/absent': {
    happened: 'There is no store on this computer yet.',
    safe: 'Nothing was changed.',
    next: 'Set up Sealpost first.',
  },
  'vault/already-exists': {
    happened: 'This computer already has a Sealpost store.',
    safe: 'It was left as it is.',
    next: 'Restart Sealpost and unlock it.',
  },
  'vault/wrong-passphrase': {
    happened: "That passphrase doesn't open Sealpost.",
    safe: 'Nothing was changed.',
    next: 'Try again or use your recovery kit.',
  },
  'vault/weak-passphrase': {
    happened: 'That passphrase could be guessed.',
    safe: 'Nothing was changed.',
    next: 'Add words until it is strong enough.',
  },
  'vault/wrong-recovery-kit': {
    happened: "These words don't open this store.",
    safe: 'Nothing was changed.',
    next: 'Look for the newest kit: making a new one ends the older ones.',
  },
  'vault/recovery-kit-mistyped': {
    happened: "A word isn't as it was printed.",
    safe: 'Nothing was changed.',
    next: 'Compare each word and their order with your paper.',
  },
  'vault/recovery-kit-missing': {
    happened: 'No recovery kit was made for this store.',
    safe: 'Nothing was changed.',
    next: 'Use your passphrase.',
  },
  'vault/keychain-unavailable': {
    happened: "This computer's keychain doesn't answer.",
    safe: 'Your store is untouched.',
    next: 'Unlock the keychain and try again, or use your recovery kit.',
  },
  'vault/keychain-changed': {
    happened: "The keychain no longer holds Sealpost's part of the key.",
    safe: 'Your store is untouched.',
    next: 'Use your recovery kit.',
  },
  'vault/header-damaged': {
    happened: 'The file that describes your keys is damaged.',
    safe: 'Sealpost changed nothing and deletes nothing.',
    next: 'Put back vault files from a backup, then unlock.',
  },
  'vault/header-newer': {
    happened: 'This store was opened by a newer Sealpost.',
    safe: 'It was left untouched.',
    next: 'Install the newer version on this computer.',
  },
  'vault/in-use': {
    happened: 'Another Sealpost has this store open.',
    safe: 'Nothing was changed.',
    next: 'Close the other one and try again.',
  },
  'vault/too-many-attempts': {
    happened: 'Too many wrong passphrases in a row.',
    safe: 'Nothing was changed.',
    next: 'Wait a minute, then try again or use your recovery kit.',
  },
} as const satisfies Record<(typeof vaultErrorCodes)[number], ErrorText>
