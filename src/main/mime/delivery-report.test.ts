import { describe, expect, it } from 'vitest'
import { readDeliveryReport } from './delivery-report.ts'
import { limits } from './limits.ts'
import { parseMessage } from './parse.ts'

function read(source: string) {
  const parsed = parseMessage(new TextEncoder().encode(source.replaceAll('\n', '\r\n')))
  if (!parsed.ok) throw new Error(parsed.error.code)
  return readDeliveryReport(parsed.value)
}

const dsn = (
  status: string,
  returned = 'Message-ID: <1@practice.example>\nSubject: ...\n',
) => `From: MAILER-DAEMON@host.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system.
--b
Content-Type: message/delivery-status

${status}
--b
Content-Type: text/rfc822-headers

${returned}
--b--
`

describe('a report by RFC 3464', () => {
  it('names message, envelope and what became of each recipient', () => {
    const report = read(
      dsn(`Reporting-MTA: dns; host.example
Original-Envelope-Id: 00ff
Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822; Maria@Mail.example
Original-Recipient: rfc822;maria.alvarez@mail.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 mailbox
    full

Final-Recipient: rfc822; lee@clinic.example
Action: delayed
Status: 4.4.7

Final-Recipient: rfc822; kim@clinic.example
Action: relayed
Status: 2.0.0
`),
    )
    expect(report).toEqual({
      envelopeId: '00ff',
      messageId: '<1@practice.example>',
      recipients: [
        {
          addresses: ['maria.alvarez@mail.example', 'maria@mail.example'],
          action: 'failed',
          status: '5.2.2',
        },
        { addresses: ['lee@clinic.example'], action: 'delayed', status: '4.4.7' },
        { addresses: ['kim@clinic.example'], action: 'other', status: '2.0.0' },
      ],
    })
  })

  it('reads the Message-ID of a message that came back whole', () => {
    const source = dsn(
      'Reporting-MTA: dns; h\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n',
    )
    expect(read(source.replace('text/rfc822-headers', 'message/rfc822'))?.messageId).toBe(
      '<1@practice.example>',
    )
  })

  it.each([
    ['an address of another type', 'Final-Recipient: x400; c=us'],
    ['no address', 'Final-Recipient: rfc822;'],
  ])('names nobody by %s', (_name, field) => {
    expect(
      read(dsn(`Reporting-MTA: dns; h\n\n${field}\nAction: failed\nStatus: 5.1.1\n`))?.recipients,
    ).toEqual([{ addresses: [], action: 'failed', status: '5.1.1' }])
  })

  it('takes no status that is none', () => {
    const report = read(
      dsn(
        'Reporting-MTA: dns; h\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 192.5.1.1\n',
      ),
    )
    expect(report?.recipients[0]?.status).toBeNull()
  })

  it('is bounded however many recipients it claims', () => {
    const many = Array.from(
      { length: 5000 },
      (_, at) => `Final-Recipient: rfc822; a${at}@b.example\nAction: failed\n`,
    )
    expect(read(dsn(`Reporting-MTA: dns; h\n\n${many.join('\n')}`))?.recipients).toHaveLength(
      limits.maxReportedRecipients,
    )
  })
})

describe('a notice of an older host', () => {
  it('by Exim, with the recipients in a header field', () => {
    expect(
      read(`From: Mail Delivery System <Mailer-Daemon@exim.example>
X-Failed-Recipients: maria@mail.example, lee@clinic.example
Subject: Mail delivery failed: returning message to sender

A message that you sent could not be delivered:

  maria@mail.example
    SMTP error from remote mail server after RCPT TO:
    550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

From: rivera@practice.example
Message-ID: <1@practice.example>
`),
    ).toEqual({
      envelopeId: null,
      messageId: '<1@practice.example>',
      recipients: ['maria@mail.example', 'lee@clinic.example'].map((address) => ({
        addresses: [address],
        action: 'failed',
        status: '5.1.1',
      })),
    })
  })

  it('by qmail, in its own text format', () => {
    expect(
      read(`From: MAILER-DAEMON@qmail.example
Subject: failure notice

Hi. This is the qmail-send program at qmail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<maria@mail.example>:
user is over quota (#5.2.2)

--- Below this line is a copy of the message.

Message-Id: <1@practice.example>
`),
    ).toEqual({
      envelopeId: null,
      messageId: '<1@practice.example>',
      recipients: [{ addresses: ['maria@mail.example'], action: 'failed', status: '5.2.2' }],
    })
  })
})

describe('no report', () => {
  it.each([
    [
      'an ordinary letter',
      'From: maria@mail.example\nSubject: Re: Tuesday\n\nMessage-ID: <1@practice.example>\n',
    ],
    ['a letter that talks like a host', 'From: maria@mail.example\n\nHi. This is the qmail-send program.\n'],
    [
      'a read receipt',
      'From: a@b.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nRead.\n--b--\n',
    ],
    [
      'a report without its machine-readable part',
      'From: a@b.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNo.\n--b--\n',
    ],
  ])('is %s', (_name, source) => {
    expect(read(source)).toBeNull()
  })
})
