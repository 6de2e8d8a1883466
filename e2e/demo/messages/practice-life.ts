import { PDFDocument } from '@cantoo/pdf-lib'
import { daniel, lee, maria, nair, office, okafor, practice } from '../people.ts'
import type { Person } from '../people.ts'
import type { Letter } from './compose.ts'

const insurer: Person = { name: 'Northbridge Health Plan', address: 'provider-relations@northbridge.example' }

async function onePagePdf(lines: readonly string[]): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage([595, 842]).drawText(lines.join('\n'), { x: 56, y: 770, size: 12, lineHeight: 18 })
  return Buffer.from(await document.save())
}

function supervisionInvitation(now: Date): string {
  const start = new Date(now.getTime() + 3 * 24 * 60 * 60 * 1000)
  const stamp = (date: Date, hour: string): string =>
    `${date.toISOString().slice(0, 10).replaceAll('-', '')}T${hour}Z`
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Nair Counseling//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:supervision-7@nair-counseling.example',
    `DTSTAMP:${stamp(now, '080000')}`,
    `DTSTART:${stamp(start, '170000')}`,
    `DTEND:${stamp(start, '183000')}`,
    'SUMMARY:Supervision group',
    `ORGANIZER;CN="${nair.name}":mailto:${nair.address}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

/** Colleagues, insurers and landlords. */
export async function practiceLife(now: Date): Promise<readonly Letter[]> {
  return [
    {
      from: okafor,
      subject: 'Referral: Ł. Nowak',
      text: `Dear Elena,

please find my referral attached. Panic attacks since July, TSH and ECG normal. He will write to you himself.

Best, Ada
`,
      attachments: [
        {
          filename: 'referral-nowak.pdf',
          contentType: 'application/pdf',
          content: await onePagePdf([
            'Riverside Family Medicine',
            '',
            'Referral to psychotherapy',
            'Patient: L. Nowak, born 1989',
            'Reason: panic disorder (F41.0)',
            'TSH 1.8, ECG without findings.',
            '',
            'Dr. Ada Okafor',
          ]),
        },
      ],
      hoursAgo: 30,
    },
    {
      from: nair,
      to: [practice, lee, okafor],
      subject: 'Supervision group: room and time',
      text: `Dear all,

we meet in my office this time, 12:00 to 13:30. Elena brings a case (no names, please), James the paper on sleep.

Lunch is on me.
Priya
`,
      calendar: supervisionInvitation(now),
      hoursAgo: 52,
      flags: ['seen'],
    },
    {
      from: insurer,
      subject: 'Authorization 4471-A approved: 12 sessions',
      text: `Provider: Elena Rivera, PhD
Member: Hannah Brooks, NBH-4471-20936
Service: 90837, psychotherapy, 60 minutes
Sessions approved: 12

Valid for 180 days. Please quote the authorization number on every claim.
`,
      hoursAgo: 46,
      flags: ['seen'],
    },
    {
      from: { name: 'ClearPath Billing', address: 'reports@clearpath-billing.example' },
      cc: [office],
      subject: 'Claims batch 112: 14 accepted, 1 returned',
      text: `Batch 112 was processed.

Accepted: 14
Returned: 1 (claim 0093: missing place of service)

The list is attached.
`,
      attachments: [
        {
          filename: 'batch-112.csv',
          contentType: 'text/csv',
          content: 'claim,status,amount\n0081,accepted,145.00\n0082,accepted,145.00\n0093,returned,145.00\n',
        },
      ],
      hoursAgo: 71,
      flags: ['seen'],
    },
    {
      from: office,
      subject: 'Keys, plants, and the copier',
      text: `Hi Elena,

the copier is fixed. I'm out on Friday; the plants are watered.

Two people asked for statements for their taxes (Alvarez and Brooks). I'd send them from here if that's all right.

Tom
`,
      hoursAgo: 26,
    },
    {
      from: { name: 'Maple Street Management', address: 'notices@maple-street.example' },
      subject: 'Heating maintenance on Friday',
      text: `Dear tenants,

our technician services the heating on Friday between 8:00 and 11:00. Please leave the valves open.

Maple Street Management
`,
      html: `<h2 style="font-family:Georgia,serif;color:#444">Heating maintenance on Friday</h2>
<p>Dear tenants,</p>
<p>our technician services the heating on <b>Friday between 8:00 and 11:00</b>. Please leave the valves open.</p>
<table style="border-collapse:collapse"><tr><td style="border:1px solid #999;padding:4px 8px">Floors 1 and 2</td><td style="border:1px solid #999;padding:4px 8px">8:00 to 9:30</td></tr><tr><td style="border:1px solid #999;padding:4px 8px">Floors 3 and 4</td><td style="border:1px solid #999;padding:4px 8px">9:30 to 11:00</td></tr></table>
<p>Maple Street Management</p>`,
      hoursAgo: 50,
      flags: ['seen'],
    },
    {
      from: { name: 'Hillside Pharmacy', address: 'refills@hillside-pharmacy.example' },
      subject: 'Question about a refill',
      text: `For M. Alvarez we have two prescriptions of sertraline, 50 mg and 100 mg. Dr. Lee's office is closed today. Do you know which one is current?

Hillside Pharmacy, (555) 010-0177
`,
      hoursAgo: 3.1,
    },
    {
      from: practice,
      to: [maria],
      subject: 'The grounding exercise',
      text: `Dear Maria,

five things you can see, four you can touch, three you can hear, two you can smell, one you can taste.

Try it once a day when you feel well, so that it is there when you don't.

Elena Rivera
`,
      hoursAgo: 78,
      mailbox: 'Sent',
      flags: ['seen'],
    },
    {
      from: practice,
      to: [daniel],
      subject: 'Re: Monday',
      text: `Dear Daniel,

use the yard behind the house, second gate. See you at ten.

Elena Rivera
`,
      hoursAgo: 97,
      mailbox: 'Sent',
      flags: ['seen'],
    },
    {
      from: nair,
      subject: 'The book I mentioned',
      text: `It is "The Long Walk Home", chapter 4. I can lend it to you next week.

Priya
`,
      hoursAgo: 24 * 19,
      mailbox: 'Archive',
      flags: ['seen'],
    },
    {
      from: maria,
      subject: 'Forms',
      text: `Both forms are signed, I'll bring them on Thursday.

Maria
`,
      hoursAgo: 24 * 33,
      mailbox: 'Archive',
      flags: ['seen'],
    },
  ]
}
