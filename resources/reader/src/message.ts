import type { SealedContent } from '../../../src/main/sealing/sealed-message/format/content.ts'
import { answerView } from './answer.ts'
import { element, fileSize, saveFile } from './dom.ts'
import type { Page } from './page.ts'
import { richText } from './rich-text.ts'

/** The opened message: from whom and when, subject, text, files, and the box to answer. */
export function messageView(
  page: Page,
  content: SealedContent,
  containerId: Uint8Array,
  close: () => void,
): HTMLElement {
  const { say } = page
  const closeButton = element('button', { type: 'button', class: 'quiet' }, say('close'))
  closeButton.addEventListener('click', close)
  const sent = new Date(content.sentAt)
  const when = new Intl.DateTimeFormat(page.settings.language, {
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(sent)
  const title = element(
    'h1',
    { class: 'subject', tabindex: '-1', id: 'subject' },
    content.subject || say('noSubject'),
  )
  return element(
    'article',
    { class: 'column', 'aria-labelledby': 'subject' },
    element(
      'div',
      { class: 'bar' },
      element('div', { class: 'initial', 'aria-hidden': 'true' }, page.initial),
      element(
        'div',
        { class: 'who' },
        element('p', { class: 'name' }, content.fromName || page.settings.senderLabel),
        element('p', { class: 'small' }, element('time', { datetime: content.sentAt }, when)),
      ),
      closeButton,
    ),
    title,
    body(content),
    content.attachments.length > 0 && files(page, content),
    content.reply ? answerView(page, content, containerId, content.reply) : null,
    element('p', { class: 'small foot' }, say('forgets')),
  )
}

function body({ text, html }: SealedContent): HTMLElement {
  const rich = html === undefined ? null : richText(html)
  return rich ? element('div', { class: 'content' }, rich) : element('div', { class: 'content plain' }, text)
}

function files(page: Page, { attachments }: SealedContent): HTMLElement {
  const { say } = page
  const rows = attachments.map(({ name, type, bytes }) => {
    const save = element('button', { type: 'button', 'aria-label': say('saveFile', { name }) }, say('save'))
    save.addEventListener('click', () => {
      // Saved as bytes: a browser mustn't open what came with a message as a page of this one.
      saveFile(name, /^(image|application\/pdf)/.test(type) ? type : 'application/octet-stream', bytes)
    })
    const size = element('span', { class: 'small' }, fileSize(bytes.length, page.settings.language))
    return element('li', {}, element('div', { class: 'file' }, element('span', {}, name), size), save)
  })
  return element(
    'section',
    { class: 'part', 'aria-labelledby': 'files' },
    element('h2', { id: 'files' }, say('files')),
    element('ul', { class: 'files' }, ...rows),
  )
}
