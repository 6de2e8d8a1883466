import type { Attachment, Card, NestedMessage } from '../../../src/shared/contract/index.ts'
import { attachment, contact, make, maria, ownAddress, type DemoMessage, type Given } from './mail.data.ts'

function withCard(fileName: string, contentType: string, sizeBytes: number, card: Card): Attachment {
  return { ...attachment(fileName, contentType, sizeBytes), card }
}

const hospital = { name: 'Lakeside Neurology', address: 'desk@lakeside-neuro.example' }

const invitation = withCard('invite.ics', 'text/calendar', 2_140, {
  kind: 'event',
  method: 'request',
  title: 'Case conference for the winter group, with the school and both parents',
  start: { at: '2026-12-03T15:00:00.000Z', wall: '2026-12-03T15:00', zone: 'Europe/London' },
  end: { at: '2026-12-03T16:30:00.000Z', wall: '2026-12-03T16:30', zone: 'Europe/London' },
  place: 'Small hall, Northside School, entrance on Mill Lane',
  organizer: hospital,
  attendees: [ownAddress, { name: 'Dr. Susan Lee', address: 'susan.lee@lakeside-neuro.example' }],
  isRecurring: true,
  others: 0,
})

const person = withCard('susan-lee.vcf', 'text/vcard', 612, {
  kind: 'person',
  name: 'Dr. Susan Lee',
  organisation: 'Lakeside Neurology',
  addresses: ['susan.lee@lakeside-neuro.example'],
  phones: ['(555) 010-0144'],
  others: 2,
})

const forwarded = {
  ...withCard('attachment-1-2.eml', 'message/rfc822', 48_300, {
    kind: 'message',
    title: 'Report on the school visit of 12 November',
    from: { name: 'Northside School', address: 'office@northside.example' },
    date: '2026-11-12T14:20:00.000Z',
  }),
  preview: 'message',
} as const

/** What the engine says of that file. */
export const forwardedMessage: NestedMessage = {
  subject: 'Report on the school visit of 12 November',
  from: [{ name: 'Northside School', address: 'office@northside.example' }],
  to: [hospital],
  cc: [{ name: '', address: 'counsel@northside.example' }],
  date: '2026-11-12T14:20:00.000Z',
  bodyUrl: '/mail/8003',
  bodyState: 'shown',
  isTextCut: false,
  blockedRemoteImages: 2,
  links: [],
  attachments: [
    { ...attachment('School report.pdf', 'application/pdf', 91_000), partPath: '1.2/School report.pdf' },
    { ...forwarded, partPath: '1.2/1.3' },
  ],
}

const piece = withCard('part-2', 'message/partial', 61_000, { kind: 'piece', number: 2, total: 5 })
const elsewhere = withCard('report', 'message/external-body', 320, {
  kind: 'elsewhere',
  place: 'ftp.lakeside-neuro.example/pub/report.pdf',
})

/** What is seldom seen, in a mailbox of its own. */
const given: readonly Given[] = [
  {
    mailbox: 7,
    from: maria,
    subject: 'I can’t do this any more',
    snippet: 'I have been lying awake all week and I want to die. I don’t know whom to tell',
    minutesAgo: 12,
    protection: { kind: 'sealed-answer', openedWithPassphraseOf: 'Maria Alvarez' },
    authenticity: { verdict: 'known-sender', reasons: ['in-contacts', 'dmarc-pass'] },
    contact: contact(1, 'Maria Alvarez', 'patient'),
    isUnread: true,
    mark: 'sealed',
    crisis: { text: '' },
  },
  {
    mailbox: 7,
    from: hospital,
    subject: 'Invitation, a contact, and pieces',
    snippet: 'Please find the invitation to the case conference and the address of Dr. Lee',
    minutesAgo: 95,
    authenticity: { verdict: 'host-vouches', reasons: ['dmarc-pass'] },
    attachments: [invitation, person, piece, elsewhere],
    mark: 'not-encrypted',
  },
  {
    mailbox: 7,
    from: { name: 'Dr. Susan Lee', address: 'susan.lee@lakeside-neuro.example' },
    subject: 'Our policy',
    snippet: 'Please take it over, and call me for the words',
    minutesAgo: 190,
    authenticity: { verdict: 'known-sender', reasons: ['in-contacts', 'dmarc-pass'] },
    contact: contact(4, 'Dr. Susan Lee', 'colleague'),
    attachments: [attachment('practice-3.sealpost-policy', 'application/octet-stream', 1_912)],
    mark: 'not-encrypted',
  },
  {
    mailbox: 7,
    from: hospital,
    subject: 'Fwd: What the school wrote',
    snippet: 'I attach the message of the school as it came',
    minutesAgo: 240,
    authenticity: { verdict: 'host-vouches', reasons: ['dmarc-pass'] },
    attachments: [{ ...forwarded, partPath: '1.2' }],
    mark: 'not-encrypted',
  },
  {
    mailbox: 5,
    from: hospital,
    subject: 'Room plan of last spring',
    snippet: 'The old plan, in case you need it once more',
    minutesAgo: 9_000,
    authenticity: { verdict: 'host-vouches', reasons: ['dmarc-pass'] },
    mark: 'not-encrypted',
  },
  {
    mailbox: 7,
    from: { name: 'Mill Lane Pharmacy', address: 'news@mill-lane-pharmacy.example' },
    subject: 'Winter opening hours',
    snippet: 'We are open on both Saturdays before the holidays. See our flyer',
    minutesAgo: 300,
    authenticity: { verdict: 'host-vouches', reasons: ['dmarc-pass', 'first-time-sender'] },
    ambiguities: ['from-several-fields', 'parts-after-end'],
    blockedRemoteImages: 4,
    mark: 'not-encrypted',
  },
  {
    mailbox: 7,
    from: hospital,
    subject: 'Scans of the old file',
    snippet: '',
    minutesAgo: 700,
    bodyState: 'not-fetched',
    unfetchedBytes: 12_400_000,
  },
]

export function oddMessages(): DemoMessage[] {
  return given.map((entry, index) => make(entry, 8001 + index))
}
