import type { policyErrorCodes } from '../../../../shared/errors/policy.ts'
import type { ErrorText } from './error-text.ts'

export const policyErrors = {
  'policy/not-a-policy': {
    happened: "This file isn't a practice's policy.",
    safe: 'Nothing was changed.',
    next: 'Take the file that the owner of the practice saved. Its name ends in .sealpost-policy.',
  },
  'policy/newer-format': {
    happened: 'A newer Sealpost made this policy.',
    safe: 'Nothing was changed.',
    next: 'Update Sealpost on this computer, then take it over.',
  },
  'policy/not-authentic': {
    happened: 'This policy was changed after it was signed.',
    safe: 'Nothing was changed.',
    next: 'Ask the owner of the practice for the file once more.',
  },
  'policy/other-practice': {
    happened: "This policy isn't signed by the owner of your practice.",
    safe: 'The policy here stays in force.',
    next: 'Ask the owner who made this file. Where the practice has another owner now, leave this practice first.',
  },
  'policy/older': {
    happened: 'This is version {{number}} of the policy. Version {{current}} is in force here.',
    safe: 'Version {{current}} stays in force.',
    next: 'Ask the owner of the practice for the newest file.',
  },
  'policy/conflicting': {
    happened: 'This is another version {{number}} than the one in force here.',
    safe: 'The one here stays in force.',
    next: 'Ask the owner of the practice to sign a new version.',
  },
  'policy/in-force': {
    happened: 'Version {{number}} is in force here already.',
    safe: 'Nothing was changed.',
    next: 'There is nothing to do.',
  },
  'policy/no-seat': {
    happened: 'This policy has no seat for you.',
    safe: 'Nothing was changed.',
    next: 'Give your seat code to the owner of the practice, who adds it and signs a new version.',
  },
  'policy/gone': {
    happened: "This file isn't at hand any more.",
    safe: 'Nothing was changed.',
    next: 'Choose it again.',
  },
  'policy/outdated': {
    happened: 'A newer version was signed meanwhile.',
    safe: 'It stays in force. Nothing of yours was signed.',
    next: 'Open the policy again.',
  },
  'policy/not-owner': {
    happened: "The owner of the practice signs its policy, and this vault isn't the owner's.",
    safe: 'Nothing was changed.',
    next: 'Ask the owner to change it.',
  },
  'policy/bad-seats': {
    happened: 'Two seats have the same code, or one of them changed its code.',
    safe: 'Nothing was signed.',
    next: 'Check the codes. A person with a new vault gets a new seat.',
  },
  'policy/method-too-weak': {
    happened: "The practice's policy allows no protection as weak as what this person can read.",
    safe: 'Nothing was sent.',
    next: 'Add a certificate for them, or ask the owner of the practice.',
  },
  'policy/factor-first': {
    happened:
      "The practice's policy, version {{number}}, asks for a passkey or key file beside the passphrase.",
    safe: 'Nothing was changed or sent.',
    next: 'Add one in Settings, Passkey and key file.',
  },
  'policy/seat-revoked': {
    happened: 'Your seat in the practice was ended by version {{number}} of its policy.',
    safe: 'Nothing was sent. The draft is kept.',
    next: 'Ask the owner of the practice.',
  },
  'policy/seat-auditor': {
    happened: "By version {{number}} of the practice's policy your seat is an auditor's: it reads logs.",
    safe: 'Nothing was sent. The draft is kept.',
    next: 'Ask the owner of the practice.',
  },
  'policy/not-allowed': {
    happened: "The practice's policy, version {{number}}, leaves this to others.",
    safe: 'Nothing was changed, and nothing left Sealpost.',
    next: 'Ask the owner of the practice.',
  },
  'policy/may-not-answer': {
    happened:
      "Something had to be decided before this goes, and the practice's policy, version {{number}}, leaves that to others.",
    safe: 'Nothing was sent. The draft is kept.',
    next: 'Change the message until nothing is asked, or ask the owner of the practice.',
  },
  'policy/export-log-first': {
    happened:
      "The practice's policy, version {{number}}, keeps the activity log for {{years}} years, and no export of the whole log was saved here in the last 24 hours.",
    safe: 'Nothing was erased.',
    next: 'Export it in Activity, with all days and all people, keep the file in another place, then erase.',
  },
} as const satisfies Record<(typeof policyErrorCodes)[number], ErrorText>
