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
  'vault/here-already': {
    happened: 'This store is on this computer already.',
    safe: 'Nothing was made, and it was left as it is.',
    next: 'Go back and unlock it. With its recovery kit you can set a new passphrase there.',
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
    next: 'Look for the newest kit, or its shares: making a new kit ends the older ones and theirs.',
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
  'vault/share-mistyped': {
    happened: "{{share}} isn't as it was printed.",
    safe: 'Nothing was changed.',
    next: 'Compare each of its words, their order and the check code with the paper.',
  },
  'vault/share-alone': {
    happened: 'One share alone opens nothing.',
    safe: 'Nothing was changed.',
    next: 'Ask another of the three holders for theirs.',
  },
  'vault/share-twice': {
    happened: 'This is the same share twice.',
    safe: 'Nothing was changed.',
    next: 'Take the share of another of the three holders.',
  },
  'vault/shares-apart': {
    happened: "These two shares weren't made together.",
    safe: 'Nothing was changed.',
    next: 'Look for two with the same set on them.',
  },
  'vault/factor-needed': {
    happened: 'This store asks for a passkey or key file beside the passphrase.',
    safe: 'Nothing was changed.',
    next: 'Hold it ready and try again, or use your recovery kit.',
  },
  'vault/wrong-factor': {
    happened: "That isn't the passkey or key file of this store.",
    safe: 'Nothing was changed.',
    next: 'Try the right one or use your recovery kit.',
  },
  'vault/key-file-unreadable': {
    happened: "This isn't a whole Sealpost key file.",
    safe: 'Nothing was changed.',
    next: 'Choose the file that you saved, or use your recovery kit.',
  },
  'vault/passphrase-needed': {
    happened: 'The passkey alone opens Sealpost no more.',
    safe: 'Nothing was changed.',
    next: 'Use your passphrase together with it.',
  },
  'vault/passkey-cancelled': {
    happened: "The passkey didn't answer, or it was cancelled.",
    safe: 'Nothing was changed.',
    next: "Plug it in or hold it near, try again, and confirm with its PIN or your fingerprint. One that can't ask for them here won't do: a key file is the other way.",
  },
  'vault/passkey-known': {
    happened: 'This passkey is on the list already.',
    safe: 'Nothing was changed.',
    next: 'Use another one.',
  },
  'vault/passkey-unsupported': {
    happened: "This passkey can sign in, but it can't hold a part of a key (the PRF extension).",
    safe: 'Nothing was changed.',
    next: 'Use another security key, or a key file.',
  },
  'vault/factor-absent': {
    happened: 'This passkey or key file was removed already.',
    safe: 'Nothing was changed.',
    next: 'Look at the list again.',
  },
  'vault/factor-limit': {
    happened: 'There are eight passkeys and key files already.',
    safe: 'Nothing was changed.',
    next: 'Remove one that you no longer use.',
  },
  'vault/keychain-part-lost': {
    happened: "This computer's keychain didn't answer, so its part of the key is out of use.",
    safe: 'Nothing was lost, but whoever copies the files can guess at the passphrase elsewhere.',
    next: 'Where there is a keychain, unlock it and change the passphrase in Settings: it holds a part again then.',
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
    happened: 'The file vault.json, which describes your keys, is damaged or missing.',
    safe: 'Sealpost changed nothing and deletes nothing.',
    next: 'Put back the file from a copy of this computer, or set the store aside and begin anew from a backup.',
  },
  'vault/header-newer': {
    happened: 'This store was opened by a newer Sealpost.',
    safe: 'It was left untouched.',
    next: 'Install the newer version on this computer.',
  },
  'vault/erase-mistyped': {
    happened: "The name isn't as it is written above the field.",
    safe: 'Nothing was erased.',
    next: 'Type it exactly so.',
  },
  'vault/not-erased': {
    happened: 'The store could not be erased: its file vault.json was not read or not written over.',
    safe: 'It is whole and locked; the log and the certificate say that the erasure was begun.',
    next: 'Unlock it and erase it again.',
  },
  'vault/certificate-unfinished': {
    happened: 'The store was erased, but the end of its certificate could not be written.',
    safe: 'The store opens with nothing any more; the certificate may only say that the erasure was begun.',
    next: 'Note the date and time of the end beside it, and sign it.',
  },
  'vault/renewal-under-way': {
    happened: 'The store is getting another key already.',
    safe: 'Nothing was changed.',
    next: 'Wait for its end, or stop it.',
  },
  'vault/renewal-no-room': {
    happened: 'This drive has no room for a second store beside the first: {{needed}} are needed.',
    safe: 'Nothing was changed.',
    next: 'Free some room, then try again.',
  },
  'vault/renewal-stopped': {
    happened: 'It was stopped.',
    safe: 'The store has its old key and is untouched.',
    next: 'Begin again when it suits.',
  },
  'vault/in-use': {
    happened: 'Another Sealpost has this store open.',
    safe: 'Nothing was changed.',
    next: 'Close the other one and try again.',
  },
  'vault/no-locks': {
    happened: "Sealpost's folder lies on a drive where it can't keep a second Sealpost out.",
    safe: 'Nothing was changed.',
    next: 'Move the folder to a disk of this computer. Drives of a network often lack what it takes.',
  },
  'vault/reads-logs-only': {
    happened: 'This store reads logs, and holds no mail.',
    safe: 'Nothing was changed.',
    next: 'For mail, set up a store of its own: Lock, then Another person on this computer.',
  },
  'vault/too-many-attempts': {
    happened: 'Too many wrong passphrases in a row.',
    safe: 'Nothing was changed.',
    next: 'Wait a minute, then try again or use your recovery kit.',
  },
} as const satisfies Record<(typeof vaultErrorCodes)[number], ErrorText>
