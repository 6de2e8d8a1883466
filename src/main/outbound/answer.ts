import type { DraftContent, MailAddress } from '../../shared/contract/index.ts'
import { escapeHtml } from '../mime/index.ts'
import type { OriginalMessage } from './original.ts'

/** An answer's first content: to whom, subject, and the original quoted below an empty paragraph. */
export function answerContent(
  original: OriginalMessage,
  ownAddresses: readonly string[],
  toAll: boolean,
): DraftContent {
  const isOwn = ({ address }: MailAddress) => ownAddresses.includes(address.toLowerCase())
  const sender = original.replyTo.length > 0 ? original.replyTo : original.from
  // Answering one's own sent message goes on to whom it went.
  const to = sender.every(isOwn) ? original.to : sender
  const others = toAll ? [...original.to, ...original.cc].filter((one) => !isOwn(one)) : []
  return {
    to: unique([...to]),
    cc: unique(others).filter(({ address }) => !to.some((one) => sameAddress(one.address, address))),
    bcc: [],
    subject: prefixed('Re: ', original.subject),
    html: `<p></p><p>${escapeHtml(attribution(original))}</p><blockquote>${paragraphs(original.text)}</blockquote>`,
  }
}

export function forwardContent(original: OriginalMessage): DraftContent {
  const header = [
    `From: ${original.from.map(displayAddress).join(', ')}`,
    `Date: ${displayDate(original.date)}`,
    `Subject: ${original.subject}`,
    `To: ${original.to.map(displayAddress).join(', ')}`,
  ]
  return {
    to: [],
    cc: [],
    bcc: [],
    subject: prefixed('Fwd: ', original.subject),
    html: `<p></p><p>Forwarded message</p><p>${header.map(escapeHtml).join('<br>')}</p><blockquote>${paragraphs(original.text)}</blockquote>`,
  }
}

/** What another program left unfinished, as it stands. */
export function continuedContent(original: OriginalMessage): DraftContent {
  return {
    to: [...original.to],
    cc: [...original.cc],
    bcc: [...original.bcc],
    subject: original.subject,
    html: paragraphs(original.text) || '<p></p>',
  }
}

function prefixed(prefix: 'Re: ' | 'Fwd: ', subject: string): string {
  const isThere = prefix === 'Re: ' ? /^\s*re\s*:/i : /^\s*fwd?\s*:/i
  return isThere.test(subject) ? subject : `${prefix}${subject}`
}

function attribution(original: OriginalMessage): string {
  return `On ${displayDate(original.date)}, ${original.from.map(displayAddress).join(', ')} wrote:`
}

function displayAddress({ name, address }: MailAddress): string {
  return name === '' ? address : `${name} <${address}>`
}

function displayDate(date: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(date))
}

/** Text as the HTML of a letter: empty lines divide paragraphs. */
export function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')
}

function unique(addresses: readonly MailAddress[]): MailAddress[] {
  return addresses.filter(
    ({ address }, index) => addresses.findIndex((one) => sameAddress(one.address, address)) === index,
  )
}

function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
