import type { Email } from 'postal-mime'
import { notedPassphrase } from '../messages/sealed.ts'
import { patients, practice } from '../people.ts'
import type { Person } from '../people.ts'
import type { PatientMail } from '../post-office.ts'
import { style } from './style.ts'

export type OpenedMail = { readonly mail: PatientMail; readonly email: Email }

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)
}

/** How a patient is named in addresses of the view: `maria-alvarez`. */
export function slugOf({ name }: Person): string {
  return name.toLowerCase().replaceAll(' ', '-')
}

function firstName({ name }: Person): string {
  return name.split(' ')[0] ?? name
}

function page(patient: Person, title: string, content: string): string {
  const tabs = patients.map((each) => {
    const current = each === patient ? ' aria-current="page"' : ''
    return `<a href="/${slugOf(each)}"${current}>${escape(each.name)}</a>`
  })
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${style}</style></head><body>
<header><strong>Patient's view.</strong> What arrives in your patients' own mail programs. Part of the demo: nothing leaves this computer.
<p>A note on your desk: “Priya called. The six words for her sealed message: <b>${notedPassphrase}</b>”</p></header>
<nav aria-label="Patients">${tabs.join('')}</nav>
<main>${content}</main></body></html>`
}

function time(date: Date): string {
  return date.toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit' })
}

function replyForm(patient: Person, subject: string, inReplyTo: string): string {
  return `<form method="post" action="/${slugOf(patient)}/reply" enctype="multipart/form-data">
<strong>Answer by ordinary mail to ${escape(practice.name)}</strong>
<input type="hidden" name="inReplyTo" value="${escape(inReplyTo)}">
<label>Subject <input name="subject" value="${escape(subject)}"></label>
<label>Message <textarea name="text"></textarea></label>
<label>File, such as a sealed answer <input type="file" name="file" multiple></label>
<button>Send</button></form>`
}

/** Reloads the list when something arrives. */
const reloadOnArrival = `<script>new EventSource('/arrivals').onmessage = () => location.reload()</script>`

export function inboxPage(patient: Person, mails: readonly OpenedMail[], notice: string): string {
  const rows = mails.map(
    ({ mail, email }) =>
      `<li><a href="/${slugOf(patient)}/${mail.number}"><span>${escape(email.subject ?? '(no subject)')}</span>` +
      `<span class="faint">${time(mail.arrivedAt)}</span></a></li>`,
  )
  const list =
    rows.length > 0
      ? `<ul class="mails">${rows.join('')}</ul>`
      : `<p>No mail yet. In Sealpost, write to ${escape(patient.address)}; it arrives here.</p>`
  return page(
    patient,
    `${patient.name}: inbox`,
    `<h1>${escape(firstName(patient))}'s inbox</h1><p class="faint">${escape(patient.address)}</p>
${notice === '' ? '' : `<p role="status">${escape(notice)}</p>`}${list}${replyForm(patient, '', '')}${reloadOnArrival}`,
  )
}

function bodyOf(email: Email): string {
  if (email.text !== undefined) return `<pre>${escape(email.text)}</pre>`
  if (email.html === undefined) return '<p class="faint">This message has no text.</p>'
  return `<iframe sandbox title="Message" srcdoc="${escape(email.html)}"></iframe>`
}

export function messagePage(patient: Person, { mail, email }: OpenedMail): string {
  const files = email.attachments.map((file, index) => {
    const name = file.filename ?? `part-${index + 1}`
    return `<li><a href="/${slugOf(patient)}/${mail.number}/${index}" target="_blank">${escape(name)}</a></li>`
  })
  const subject = email.subject ?? ''
  const from = email.from?.address ?? ''
  return page(
    patient,
    subject,
    `<p><a href="/${slugOf(patient)}">All mail</a></p><h1>${escape(subject)}</h1>
<p class="faint">From ${escape(email.from?.name ?? '')} &lt;${escape(from)}&gt;, ${time(mail.arrivedAt)}</p>
${bodyOf(email)}${files.length > 0 ? `<ul class="files" aria-label="Attachments">${files.join('')}</ul>` : ''}
${replyForm(patient, /^re:/i.test(subject) ? subject : `Re: ${subject}`, email.messageId ?? '')}`,
  )
}
