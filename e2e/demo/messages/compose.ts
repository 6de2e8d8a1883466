import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { Attachment } from 'nodemailer/lib/mailer/index.js'
import type { MailboxName, StoredMail } from '../imap.ts'
import { domainOf, mailboxOf, practice } from '../people.ts'
import type { Person } from '../people.ts'

const hourMs = 60 * 60 * 1000

/** The host that receives the practice's mail, and signs what it found out about each sender (RFC 8601). */
const receivingHost = 'mx.rivera-therapy.example'

/** What the receiving host found out about the sender's domain. */
export type Authenticity = 'pass' | 'fail' | 'none'

export type Letter = {
  readonly from: Person
  readonly to?: readonly Person[]
  readonly cc?: readonly Person[]
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  readonly calendar?: string
  /** How long before the demo started it arrived. */
  readonly hoursAgo: number
  readonly authenticity?: Authenticity
  readonly mailbox?: MailboxName
  readonly flags?: readonly ('seen' | 'flagged' | 'answered')[]
  readonly inReplyTo?: string
}

/** A stable Message-ID, so that letters can answer each other. */
export function messageIdOf(from: Person, subject: string): string {
  const hash = createHash('sha256').update(`${from.address}\n${subject}`).digest('hex').slice(0, 24)
  return `<${hash}@${domainOf(from)}>`
}

function traceHeader(from: Person, authenticity: Authenticity, receivedAt: Date): string {
  const domain = domainOf(from)
  const verdict = authenticity === 'none' ? 'none' : authenticity
  return [
    `Authentication-Results: ${receivingHost};`,
    ` dkim=${verdict}${authenticity === 'pass' ? ` header.d=${domain}` : ''};`,
    ` spf=${verdict} smtp.mailfrom=${domain};`,
    ` dmarc=${verdict} header.from=${domain}`,
    `Received: from mail.${domain} (mail.${domain} [192.0.2.25])`,
    `\tby ${receivingHost} with ESMTPS; ${receivedAt.toUTCString().replace('GMT', '+0000')}`,
    '',
  ].join('\r\n')
}

/**
 * Puts a message into a mailbox as the practice's host would have.
 * @param message header and body, CRLF line ends
 */
export function received(message: Buffer, letter: Omit<Letter, 'subject' | 'text'>, now: Date): StoredMail {
  const receivedAt = new Date(now.getTime() - letter.hoursAgo * hourMs)
  const mailbox = letter.mailbox ?? 'INBOX'
  const trace = mailbox === 'Sent' ? '' : traceHeader(letter.from, letter.authenticity ?? 'pass', receivedAt)
  const names = { seen: String.raw`\Seen`, flagged: String.raw`\Flagged`, answered: String.raw`\Answered` }
  return {
    mailbox,
    raw: Buffer.concat([Buffer.from(trace), message]),
    receivedAt,
    flags: (letter.flags ?? []).map((flag) => names[flag]),
  }
}

/** Writes a letter as its sender's mail program would. */
export async function compose(letter: Letter, now: Date): Promise<StoredMail> {
  const message = await new MailComposer({
    from: mailboxOf(letter.from),
    to: (letter.to ?? [practice]).map(mailboxOf),
    ...(letter.cc === undefined ? {} : { cc: letter.cc.map(mailboxOf) }),
    ...(letter.replyTo === undefined ? {} : { replyTo: letter.replyTo }),
    ...(letter.inReplyTo === undefined ? {} : { inReplyTo: letter.inReplyTo, references: letter.inReplyTo }),
    ...(letter.html === undefined ? {} : { html: letter.html }),
    ...(letter.calendar === undefined ? {} : { icalEvent: { method: 'REQUEST', content: letter.calendar } }),
    attachments: [...(letter.attachments ?? [])],
    subject: letter.subject,
    text: letter.text,
    date: new Date(now.getTime() - letter.hoursAgo * hourMs),
    messageId: messageIdOf(letter.from, letter.subject),
    newline: 'windows',
  })
    .compile()
    .build()
  return received(message, letter, now)
}
