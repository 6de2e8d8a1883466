export const scanner = {
  never: 'Never flagged',
  neverText:
    'What you said “Never flag this” of, in every letter. Social Security, card and account numbers, and your patients, are flagged in any case.',
  none: 'Nothing yet. The card of a finding offers it.',
  again: 'Flag again',
  againOf: 'Flag again: {{value}}',
  flagged: '“{{value}}” is flagged again.',
  looksFor: 'What the scan looks for',
  looksForText:
    'What is switched off finds nothing in any letter, though another of these may find the same. Review and the activity log name it. Social Security, card and account numbers, and your patients, are looked for in any case.',
  ownerAlone: 'The practice has a policy (version {{number}}): the owner alone can switch these off.',
  allOn: 'All of it',
  someOff_one: 'All but {{count}}',
  someOff_other: 'All but {{count}}',
  recognizers: {
    'name-after-title': 'Names after a title: Dr. Patel',
    'name-after-label': 'Names after a label or a greeting: Patient: Rosalind Achebe',
    'name-in-full': 'First and last names',
    'name-beside-role': 'Names beside a role or a trade: her husband Gordon',
    'name-alone': 'First names alone',
    'staff-initials': 'Initials of staff',
    'street-address': 'Streets and street addresses',
    postal: 'ZIP codes and post boxes',
    place: 'Towns, counties and parts of towns',
    facility: 'Hospitals, schools and employers by name',
    'care-site': 'Hospitals and offices by a short name',
    geocode: 'Coordinates',
    date: 'Dates',
    'age-over-89': 'Ages over 89',
    phone: 'Phone numbers',
    fax: 'Fax numbers',
    email: 'Mail addresses',
    'medical-record-number': 'Medical record numbers',
    'health-plan-number': 'Health plan numbers',
    'licence-number': 'Certificate and license numbers',
    vehicle: 'Vehicles and license plates',
    device: 'Devices and serial numbers',
    url: 'Web addresses',
    'ip-address': 'IP addresses',
    biometric: 'Fingerprints, voices and other biometric records',
    photo: 'Photographs and recordings',
    'other-id': 'User names and other numbers after a label',
    code: 'Codes without a label',
    'access-code': 'PINs and passwords',
  },
} as const

export const passphrase = {
  change: 'Change passphrase',
  changeText: 'The old one stops working at once. Your recovery kit stays valid.',
  keychainNone:
    "This computer's keychain holds no part of the key: whoever copies the files can guess at the passphrase elsewhere. Where there is a keychain, unlock it and change the passphrase, and it does again.",
  current: 'Present passphrase',
  next: 'New passphrase',
  again: 'The same again',
  submit: 'Change passphrase',
  changed: 'Passphrase changed.',
  kit: 'Recovery kit',
  kitMade: 'Made. If you lost it, make a new one: the old one then stops working.',
  kitMissing: 'Not made yet. It must exist before the first message leaves.',
  recovery: 'Recovery data',
  recoveryText:
    'What a new computer needs beside the mail: people, passphrases, keys. It lies encrypted to your recovery kit in a mailbox at your mail host.',
  recoveryKept: 'Kept current on {{host}}, {{ago}}.',
  recoveryWaiting: 'Kept on {{host}}, {{ago}}. What you did since then goes there in a moment.',
  recoveryFirst: 'Not on {{host}} yet. It goes there in a moment.',
  recoveryKeeping: 'Being brought to {{host}}…',
  recoveryFailed: "Couldn't be brought to {{host}}. What lies there was made: {{when}}.",
  recoveryNever: "Couldn't be brought to {{host}} yet. A lost computer can't be replaced until it is.",
  recoveryFullSafe: 'What lies there from before stays.',
  recoveryFullNext: 'Free some space there; Sealpost tries again by itself.',
  recoveryNoKit: 'Begins with your recovery kit.',
  recoveryNoAccount: 'Begins with your mail account.',
  recoveryNow: 'Bring it there now',
  kitMake: 'Make a recovery kit',
  kitNew: 'Make a new recovery kit',
  idle: 'Lock when nobody works here',
  idleText:
    'Sealpost also locks when the computer sleeps or its screen is locked. What you copied here leaves the clipboard then.',
  idleMinutes_one: 'After {{count}} minute',
  idleMinutes_other: 'After {{count}} minutes',
  capture: 'Keep the window out of screenshots and shared screens',
  captureText: {
    win32: 'Others in a video call see nothing of it. Windows before 10 (2004) shows a black area.',
    darwin: 'macOS lets newer programs record the window nevertheless.',
    other: 'This system has no such protection: the switch changes nothing here.',
  },
} as const

export const storeKey = {
  title: 'Key of the store',
  text: 'All that Sealpost keeps on this computer is encrypted under one key. Renew it when somebody may have got hold of it: it was used with another program, say, or a backup was opened on a computer that was lost. When a computer was lost or somebody left the practice, change the passphrase and make a new recovery kit first.',
  begin: 'Renew the key…',
  stays:
    'All is encrypted anew, and you can go on working meanwhile. Passphrase, passkeys, key files and recovery kit stay as they are.',
  room: 'Until the end it needs room for a second store: {{size}}.',
  lock: 'Locking or quitting ends it, and the key stays as it is: leave Sealpost open until it is done.',
  backup: 'The next backup is a full one.',
  limit:
    'The old key opens nothing newer. But whoever copied these files earlier, and has the passphrase or recovery kit of that time, can open that copy as before, and with it the files of today if they come by them.',
  keep: 'Not now',
  now: 'Renew the key',
  running: 'The store is being encrypted anew',
  preparing: 'Beginning…',
  progress: '{{percent}} %, {{done}} of {{total}}',
  stop: 'Stop',
  renewed: 'The store has a new key.',
  renewedAt: 'Renewed {{when}}.',
  cutShort: 'The last renewal was cut short, as noticed {{when}}: the key from before is in use.',
} as const

export const erase = {
  title: 'Erase this store',
  text: 'Before this computer is given away, or when the practice closes. Nobody can take it back.',
  begin: 'Erase this store…',
  goes: 'From this computer go all mail, people, passphrases, keys, drafts, waiting letters and the activity log. Export the log first: it has to be kept for {{years}} years.',
  exportFirst:
    "By the practice's policy, version {{number}}, this begins only once all of it was exported here in the last 24 hours.",
  stays:
    'Mail at your mail host, recovery data there, backups and exported files stay. Recovery data and backups open with your recovery kit.',
  certificate:
    'You are asked where the certificate of erasure is to be saved: another place than this store.',
  name: 'Type the name of your practice: {{name}}',
  keep: 'Keep it',
  now: 'Erase now',
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
