import type { ErrorText } from './error-text.ts'
import type { recoveryErrorCodes } from '../../../../shared/errors/recovery.ts'

export const recoveryErrors = {
  'recovery/none-found': {
    happened: 'This mailbox holds no recovery data of Sealpost.',
    safe: 'Nothing was changed on the host or here.',
    next: 'Sign in to the account that was set up first in Sealpost, or begin anew.',
  },
  'recovery/wrong-key': {
    happened: "These words don't open the recovery data in this mailbox.",
    safe: 'Nothing was changed.',
    next: 'Look for the newest kit, or its shares: making a new kit ends the older ones and theirs.',
  },
  'recovery/too-large': {
    happened: 'The recovery data has become too large to keep in a mailbox.',
    safe: 'What is there from before still opens with your kit.',
    next: 'Make backups to a drive as well.',
  },
  'recovery/damaged': {
    happened: "The recovery data opens, but a part of it can't be read.",
    safe: 'Nothing was changed on the host or here.',
    next: 'Try it with the newest Sealpost, or restore from a backup.',
  },
} as const satisfies Record<(typeof recoveryErrorCodes)[number], ErrorText>
