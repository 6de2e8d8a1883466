export const eventGroups = ['opening', 'people', 'reading', 'sending', 'setup', 'log'] as const
export type EventGroup = (typeof eventGroups)[number]

const reading = new Set([
  'message.viewed',
  'message.searched',
  'message.moved',
  'message.deleted',
  'mail.exported',
  'mail.export-ended',
  'mail.imported',
  'mail.import-ended',
  'mail.import-removed',
  'message.source-saved',
  'message.source-viewed',
  'message.printed',
  'message.images-loaded',
])

const groupOfArea: Readonly<Record<string, EventGroup>> = {
  vault: 'opening',
  'recovery-bundle': 'opening',
  clock: 'opening',
  program: 'opening',
  contact: 'people',
  contacts: 'people',
  group: 'people',
  certificate: 'people',
  passphrase: 'people',
  attachment: 'reading',
  link: 'reading',
  message: 'sending',
  draft: 'sending',
  scan: 'sending',
  mailbox: 'reading',
  finding: 'sending',
  consultation: 'sending',
  send: 'sending',
  submission: 'sending',
  receipt: 'sending',
  evidence: 'log',
  disclosures: 'log',
  hold: 'log',
  audit: 'log',
  collector: 'log',
  log: 'log',
  binder: 'log',
  activity: 'log',
  access: 'setup',
}

/** Which of the filter's groups an event type belongs to. */
export function groupOf(type: string): EventGroup {
  if (reading.has(type)) return 'reading'
  return groupOfArea[type.split('.')[0] ?? ''] ?? 'setup'
}
