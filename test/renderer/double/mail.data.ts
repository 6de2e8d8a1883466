import type {
  Attachment,
  Authenticity,
  Delivery,
  MailAddress,
  MailLink,
  Mailbox,
  MessageRow,
  MessageView,
  Protection,
} from '../../../src/shared/contract/index.ts'
import {
  accountIdSchema,
  contactIdSchema,
  logicalMessageIdSchema,
  mailboxIdSchema,
  messageIdSchema,
} from '../../../src/shared/ids.ts'

export const ownAddress: MailAddress = { name: 'Dr. Ana Rivera', address: 'ana@rivera-practice.example' }

const names = [
  [1, 'INBOX', 'inbox'],
  [2, 'Sent', 'sent'],
  [3, 'Archive', 'archive'],
  [4, 'Junk', 'junk'],
  [5, 'Trash', 'trash'],
  [6, 'Insurance', 'other'],
  [7, 'Supervision', 'other'],
  [8, 'Drafts', 'drafts'],
  [11, 'Claims', 'other'],
] as const

export const demoMailboxes: readonly Mailbox[] = names.map(([id, name, role]) => ({
  parentId: name === 'Claims' ? mailboxIdSchema.parse(6) : null,
  id: mailboxIdSchema.parse(id),
  accountId: accountIdSchema.parse(1),
  name,
  path: name,
  isLocal: false,
  role,
  total: 0,
  unread: 0,
}))

const officeNames = [
  [9, 'INBOX', 'inbox'],
  [10, 'Sent', 'sent'],
] as const

/** Of the practice's office, where it has an account of its own. */
export const officeMailboxes: readonly Mailbox[] = officeNames.map(([id, name, role]) => ({
  parentId: null,
  id: mailboxIdSchema.parse(id),
  accountId: accountIdSchema.parse(2),
  name,
  path: name,
  role,
  isLocal: false,
  total: 0,
  unread: 0,
}))

export type DemoMessage = { readonly row: MessageRow; readonly view: MessageView }

export type Given = {
  readonly mailbox?: number
  readonly from?: MailAddress
  readonly to?: MailAddress[]
  readonly cc?: MailAddress[]
  readonly subject: string
  readonly snippet: string
  readonly minutesAgo: number
  readonly protection?: Protection
  readonly readers?: MessageView['readers']
  readonly authenticity?: Partial<Authenticity>
  readonly contact?: MessageView['contact']
  readonly isUnread?: boolean
  readonly isFlagged?: boolean
  readonly isAnswered?: boolean
  readonly mark?: MessageRow['mark']
  readonly attachments?: Attachment[]
  readonly blockedRemoteImages?: number
  readonly links?: MailLink[]
  readonly bodyState?: MessageView['bodyState']
  readonly ambiguities?: MessageView['ambiguities']
  readonly unfetchedBytes?: number
  readonly crisis?: MessageView['crisis']
  readonly deliveries?: Delivery[]
  readonly logicalId?: number
}

export function contact(
  id: number,
  name: string,
  kind: 'patient' | 'colleague' | 'other',
): MessageView['contact'] {
  return { id: contactIdSchema.parse(id), name, kind }
}

const school = { name: 'Northside School', address: 'office@northside.example' }
export const maria = { name: 'Maria Alvarez', address: 'maria.alvarez@mailbox.example' }
const daniel = { name: 'Daniel Ortiz', address: 'daniel.ortiz@post.example' }
const lee = { name: 'Dr. Susan Lee', address: 'susan.lee@lakeside-neuro.example' }

const previews = new Map<string, Attachment['preview']>([
  ['pdf', 'pdf'],
  ['jpg', 'image'],
  ['png', 'image'],
  ['csv', 'text'],
])

export function attachment(
  fileName: string,
  contentType: string,
  sizeBytes: number,
  isDangerous = false,
): Attachment {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1)
  return {
    partPath: fileName.slice(-60),
    fileName,
    contentType,
    sizeBytes,
    isDangerous,
    holdsCertificate: false,
    preview: previews.get(ending) ?? null,
  }
}

const hour = 60
const day = 24 * hour

const given: readonly Given[] = [
  {
    from: maria,
    subject: 'About the new dose',
    snippet:
      'Thank you. I slept through the night for the first time since August. One question about the mornings',
    minutesAgo: 24,
    protection: { kind: 'sealed-answer', openedWithPassphraseOf: 'Maria Alvarez' },
    authenticity: { verdict: 'known-sender', reasons: ['in-contacts', 'dmarc-pass'] },
    contact: contact(1, 'Maria Alvarez', 'patient'),
    isUnread: true,
    mark: 'sealed',
  },
  {
    from: lee,
    cc: [{ name: 'Lakeside Neurology', address: 'desk@lakeside-neuro.example' }],
    subject: 'Consult on D.O., imaging attached',
    snippet: 'The MRI shows no acute change. I attach the report; happy to talk on Monday before his visit',
    minutesAgo: 96,
    protection: { kind: 'openpgp', signature: 'good', signer: 'Dr. Susan Lee', isSignerVerified: true },
    readers: [
      { kind: 'own', name: ownAddress.address },
      { kind: 'known', name: 'Dr. Susan Lee' },
      { kind: 'unknown-key', keyId: '8F2C41D07A9B3E65' },
      { kind: 'hidden' },
    ],
    authenticity: { verdict: 'known-sender', reasons: ['in-contacts', 'dmarc-pass'] },
    contact: contact(4, 'Dr. Susan Lee', 'colleague'),
    isUnread: true,
    mark: 'encrypted',
    attachments: [
      attachment('MRI report 2026-11-18.pdf', 'application/pdf', 842_000),
      attachment('Laboratory values, with references and the earlier ones of May.csv', 'text/csv', 2_310),
      attachment('Slice 14.png', 'image/png', 388_000),
      attachment('Letter to the school.docx', 'application/vnd.openxmlformats', 31_000),
    ],
  },
  {
    from: daniel,
    subject: 'Re: Appointment on Thursday',
    snippet: 'Thursday at 3 works. Do I need to bring the insurance card again? Also my sister would like to',
    minutesAgo: 3 * hour,
    protection: { kind: 'none' },
    authenticity: { verdict: 'known-sender', reasons: ['in-contacts', 'dmarc-pass'] },
    contact: contact(2, 'Daniel Ortiz', 'patient'),
    mark: 'not-encrypted',
    isAnswered: true,
  },
  {
    from: { name: 'Harborview Billing', address: 'claims@harborview-billlng.example' },
    subject: 'Updated bank details for your claims',
    snippet: 'Please confirm your account by Friday so that payments are not interrupted',
    minutesAgo: 5 * hour,
    protection: { kind: 'none' },
    authenticity: {
      verdict: 'suspicious',
      reasons: [
        'first-time-sender',
        'look-alike-address',
        'dmarc-fail',
        'link-text-names-other-host',
        'dangerous-attachment',
      ],
      imitates: 'claims@harborview-billing.example',
    },
    mark: 'suspicious',
    blockedRemoteImages: 3,
    attachments: [attachment('Confirmation.pdf.exe', 'application/octet-stream', 388_000, true)],
    links: [
      {
        href: 'https://xn--harborvew-billing-2ib.example/confirm?id=88120',
        host: 'xn--harborvew-billing-2ib.example',
        text: 'https://harborview-billing.example',
        isMismatched: true,
      },
    ],
  },
  {
    from: { name: 'Jordan Park', address: 'jordan.park@letters.example' },
    subject: 'Looking for a first appointment',
    snippet: 'Hello, a friend gave me your name. I have been struggling with panic attacks since spring and',
    minutesAgo: day + 2 * hour,
    protection: { kind: 'none' },
    authenticity: { verdict: 'host-vouches', reasons: ['dmarc-pass', 'first-time-sender'] },
    mark: 'not-encrypted',
    isUnread: true,
    isFlagged: true,
  },
  {
    from: { name: 'Aisha Khan', address: 'aisha.khan@inbox.example' },
    subject: 'Intake form',
    snippet: 'Here is the form, filled in. I left the medication list open, I will bring the boxes',
    minutesAgo: day + 6 * hour,
    protection: { kind: 'partial' },
    authenticity: { verdict: 'known-sender', reasons: ['in-contacts'] },
    contact: contact(3, 'Aisha Khan', 'patient'),
    mark: 'not-encrypted',
    attachments: [
      attachment('Intake form.docx', 'application/vnd.openxmlformats', 64_000),
      attachment('Insurance card front.jpg', 'image/jpeg', 2_340_000),
    ],
  },
  {
    from: lee,
    subject: 'Supervision group, December dates',
    snippet: 'Would the 4th and the 18th suit you? The room at Lakeside is free on both evenings',
    minutesAgo: 2 * day,
    protection: { kind: 'openpgp', signature: 'bad', signer: null, isSignerVerified: false },
    authenticity: { verdict: 'unchecked', reasons: ['no-authentication-results'] },
    contact: contact(4, 'Dr. Susan Lee', 'colleague'),
    mark: 'encrypted',
  },
  {
    from: { name: 'State Licensing Board', address: 'renewals@licensing.example' },
    subject: 'Your license renewal is due in 60 days',
    snippet:
      'This is a reminder that your license to practice expires on January 31. Renew online or by mail',
    minutesAgo: 4 * day,
    protection: { kind: 'none' },
    authenticity: { verdict: 'host-vouches', reasons: ['dmarc-pass'] },
    mark: 'not-encrypted',
    blockedRemoteImages: 1,
  },
  {
    from: { name: 'Unknown list', address: 'bounce@mixed.example' },
    subject: 'Fwd: Fwd: Fwd: nested forty times',
    snippet: '',
    minutesAgo: 6 * day,
    protection: { kind: 'none' },
    bodyState: 'too-complex',
    mark: 'not-encrypted',
  },
  {
    from: { name: 'Noor Haddad', address: 'noor@clinic-east.example' },
    subject: 'Encrypted to an old key',
    snippet: '',
    minutesAgo: 9 * day,
    protection: { kind: 'unreadable', code: 'openpgp/no-secret-key' },
    authenticity: { verdict: 'unchecked', reasons: [] },
    bodyState: 'unreadable',
    mark: 'encrypted',
  },
  {
    mailbox: 2,
    to: [maria, lee],
    subject: 'Plan for the next four weeks',
    snippet: 'Dear Maria, as we agreed on Tuesday I have written down the steps for the next four weeks',
    minutesAgo: 26 * hour,
    protection: { kind: 'own-copy' },
    mark: null,
    logicalId: 40,
    deliveries: [
      {
        address: maria.address,
        method: 'sealed-message',
        state: 'sent',
        at: new Date(Date.now() - 26 * hour * 60_000).toISOString(),
        contactId: contactIdSchema.parse(1),
      },
      {
        address: lee.address,
        method: 'openpgp',
        state: 'sent',
        at: new Date(Date.now() - 26 * hour * 60_000).toISOString(),
        contactId: contactIdSchema.parse(4),
      },
    ],
  },
  {
    mailbox: 2,
    to: [school],
    subject: 'Certificate for the school trip',
    snippet: 'Good morning, the certificate that you asked for is attached',
    minutesAgo: 30 * hour,
    protection: { kind: 'own-copy' },
    mark: null,
    logicalId: 41,
    deliveries: [
      {
        address: school.address,
        method: 'sealed-message',
        state: 'returned',
        at: new Date(Date.now() - 29 * hour * 60_000).toISOString(),
        reasonCode: 'smtp/tls-required',
        isReportVouched: true,
        canGoWithoutTls: true,
        isTlsWaived: false,
      },
    ],
  },
]

export function make(entry: Given, id: number): DemoMessage {
  const mailboxId = mailboxIdSchema.parse(entry.mailbox ?? 1)
  const from = entry.from ?? ownAddress
  const to = entry.to ?? [ownAddress]
  const date = new Date(Date.now() - entry.minutesAgo * 60_000).toISOString()
  const shared = {
    id: messageIdSchema.parse(id),
    mailboxId,
    subject: entry.subject,
    date,
    isUnread: entry.isUnread ?? false,
    isFlagged: entry.isFlagged ?? false,
  }
  return {
    row: {
      ...shared,
      who: entry.mailbox === 2 ? to.map((person) => person.name).join(', ') : from.name,
      snippet: entry.snippet,
      isAnswered: entry.isAnswered ?? false,
      hasAttachments: (entry.attachments ?? []).length > 0,
      mark: entry.mark ?? null,
    },
    view: {
      ...shared,
      from: [from],
      replyTo: [],
      to,
      cc: entry.cc ?? [],
      protection: entry.protection ?? { kind: 'none' },
      authenticity: { verdict: 'unchecked', reasons: [], imitates: null, ...entry.authenticity },
      ...(entry.readers === undefined ? {} : { readers: entry.readers }),
      ambiguities: entry.ambiguities ?? [],
      contact: entry.contact ?? null,
      bodyUrl: entry.bodyState === undefined ? `/mail/${id}` : null,
      bodyState: entry.bodyState ?? 'shown',
      unfetchedBytes: entry.unfetchedBytes ?? null,
      crisis: entry.crisis ?? null,
      blockedRemoteImages: entry.blockedRemoteImages ?? 0,
      links: entry.links ?? [],
      attachments: entry.attachments ?? [],
      deliveries: entry.deliveries ?? [],
      logicalId: entry.logicalId === undefined ? null : logicalMessageIdSchema.parse(entry.logicalId),
    },
  }
}

/** Enough letters in Archive that only a virtual list stays quick. */
function archived(): Given[] {
  return Array.from({ length: 1200 }, (_unused, index) => ({
    mailbox: 3,
    from: index % 3 === 0 ? maria : index % 3 === 1 ? daniel : lee,
    subject: `Letter ${1200 - index}`,
    snippet: 'An older letter, kept for the record',
    minutesAgo: (10 + index) * day,
    protection: { kind: 'none' } as const,
    mark: 'not-encrypted' as const,
  }))
}

export function demoMessages(): DemoMessage[] {
  return [...given, ...archived()].map((entry, index) => make(entry, index + 1))
}

/** What came to the office's account. */
export function officeMessages(): DemoMessage[] {
  const entry: Given = {
    mailbox: 9,
    from: school,
    to: [{ name: 'Rivera Practice', address: 'office@rivera-practice.example' }],
    subject: 'Rooms for the group in January',
    snippet: 'We can offer the small hall on Mondays from five to seven. Please tell us by Friday whether',
    minutesAgo: 50,
    isUnread: true,
  }
  return [make(entry, 9001)]
}
