import { ok, type Result } from '../../shared/result.ts'
import { escapeHtml, type Address } from '../mime/index.ts'
import type { OpenedMessage } from './opened-message.ts'
import { renderBody } from './render-body.ts'

const style = [
  // Ink on paper, whatever the sender chose for the screen; quotes unfolded.
  '@page{margin:18mm}',
  'body{font-size:11pt;line-height:1.5}',
  '.sp-quote::details-content{content-visibility:visible;block-size:auto}',
  '.sp-quote>summary{display:none}',
  '.print-head{margin:0 0 8mm;padding:0 0 4mm;border-bottom:1px solid #59656b}',
  '.print-head h1{font-size:16pt;line-height:1.3;margin:0 0 3mm}',
  '.print-head p{margin:0;font-size:10pt}',
].join('')

/**
 * An opened message as a document to print: who, whom, when, and the body as it is shown in the light. Remote images
 * stay out. Errors: of the body.
 * @param received where it names no date of its own
 */
export function printPage(message: OpenedMessage, received: Date): Result<string> {
  const body = renderBody(message, { scheme: 'light', images: null })
  if (!body.ok) {
    return body
  }
  const { envelope, content, answer } = message
  const files =
    answer === null
      ? content.attachments.filter(({ isInline }) => !isInline).map(({ fileName }) => fileName)
      : answer.attachments.map(({ fileName }) => fileName)
  const date = envelope.date === null ? received : new Date(envelope.date)
  const lines = [
    ['From', people(envelope.from)],
    ['To', people(envelope.to)],
    ['Cc', people(envelope.cc)],
    ['Date', date.toLocaleString('en-US', { dateStyle: 'full', timeStyle: 'short' })],
    ['Attachments', files.join(', ')],
  ].filter(([, value]) => value !== '')
  const head = [
    `<header class="print-head"><h1>${escapeHtml(envelope.subject)}</h1>`,
    ...lines.map(([label = '', value = '']) => `<p>${label}: ${escapeHtml(value)}</p>`),
    '</header>',
  ].join('')
  // Of the document's own making: in what a sender wrote, these marks are escaped.
  const html = body.value.html.replace('</head><body>', () => `<style>${style}</style></head><body>${head}`)
  return ok(html)
}

function people(list: readonly Address[]): string {
  return list.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')
}
