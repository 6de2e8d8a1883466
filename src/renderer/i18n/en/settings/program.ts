export const scanner = {
  never: 'Never flagged',
  neverText:
    'What you said “Never flag this” of, in every letter. Social Security, card and account numbers, and your patients, are flagged in any case.',
  none: 'Nothing yet. The card of a finding offers it.',
  again: 'Flag again',
  againOf: 'Flag again: {{value}}',
  flagged: '“{{value}}” is flagged again.',
} as const

export const passphrase = {
  change: 'Change passphrase',
  changeText: 'The old one stops working at once. Your recovery kit stays valid.',
  current: 'Present passphrase',
  next: 'New passphrase',
  again: 'The same again',
  submit: 'Change passphrase',
  changed: 'Passphrase changed.',
  kit: 'Recovery kit',
  kitMade: 'Made. If you lost it, make a new one: the old one then stops working.',
  kitMissing: 'Not made yet. It must exist before the first message leaves.',
  kitMake: 'Make a recovery kit',
  kitNew: 'Make a new recovery kit',
  idle: 'Lock when nobody works here',
  idleText: 'Sealpost also locks when the computer sleeps or its screen is locked.',
  idleMinutes_one: 'After {{count}} minute',
  idleMinutes_other: 'After {{count}} minutes',
} as const

export const behaviour = {
  scheme: 'Appearance',
  schemes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  singleLetterKeys: 'Single-letter keys',
  singleLetterKeysText: 'E archives, R answers, and so on, outside of fields. Mod keys always work.',
  showKeys: 'Show all keys',
} as const

export const about = {
  version: 'Version {{version}}',
  evaluation: "This copy is for evaluation. It isn't meant for patient data.",
  custody: 'No account with us, no server of ours, no statistics: your practice holds every key.',
  formats:
    'Messages use OpenPGP and an open, documented sealed format; the activity log can be checked without Sealpost.',
} as const
