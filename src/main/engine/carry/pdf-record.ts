import { createHash } from 'node:crypto'
import { parseMessage, partBytes, readContent, readEnvelope, type Address } from '../../mime/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import { createPages, savePages, sizes, type Pages, type Style } from '../pdf/pages.ts'
import { printedTime } from '../pdf/printed-time.ts'
import type { OutgoingMessage } from './outgoing-message.ts'

/** One volume of a printed record: messages after each other, each on a page of its own. */
export interface PdfRecord {
  readonly messages: number
  readonly pages: number
  /** Characters that the font lacks or that a line of single glyphs gets wrong; they stand there as [U+1F600]. */
  readonly replacedCharacters: number
  /** Others get their turn between pages. */
  add(message: OutgoingMessage): Promise<void>
  save(): Promise<Uint8Array>
}

/** Of one message's text; about 150 pages. What lies beyond is told. */
const mostTextChars = 500_000

export async function createPdfRecord(fonts: PdfFonts, made: Date): Promise<PdfRecord> {
  const pages = await createPages(fonts, 'Record of mail', made)
  let messages = 0

  return {
    get messages() {
      return messages
    },
    get pages() {
      return pages.document.getPageCount()
    },
    get replacedCharacters() {
      return pages.flow.replacedCharacters
    },
    add: async (message) => {
      messages += 1
      await setMessage(message, pages)
    },
    save: () => savePages(pages, `Record of mail, made ${printedTime(made)}`),
  }
}

async function setMessage(message: OutgoingMessage, { flow, regular, bold }: Pages): Promise<void> {
  const small: Style = { face: regular, ...sizes.small }
  const muted: Style = { ...small, isMuted: true }
  const body: Style = { face: regular, ...sizes.body }
  const parsed = parseMessage(message.bytes)
  flow.newPage()
  const envelope = parsed.ok ? readEnvelope(parsed.value) : null
  await flow.add(orElse(envelope?.subject, 'No subject'), { face: bold, ...sizes.title }, 0)
  flow.space(8)
  const rows: readonly (readonly [string, string])[] = [
    ['From', people(envelope?.from)],
    ['To', people(envelope?.to)],
    ['Cc', people(envelope?.cc)],
    ['Bcc', people(envelope?.bcc)],
    ['Date', envelope?.date == null ? '' : printedTime(new Date(envelope.date))],
    ['Received', printedTime(message.received)],
    ['Mailbox', message.mailbox],
    ['Message-ID', envelope?.messageId ?? ''],
    ['SHA-256', sha256(message.bytes)],
  ]
  for (const [label, value] of rows) if (value !== '') await flow.row(label, value, small, muted)
  flow.rule()
  if (!parsed.ok) {
    await flow.add(
      'This message is too complex to be printed. Its source is in an export as files.',
      body,
      12,
    )
    return
  }
  if (message.isStillEncrypted) {
    await flow.add("This message is encrypted, and couldn't be decrypted.", { ...body, isMuted: true }, 12)
  }
  const { text, attachments } = readContent(parsed.value)
  const whole = text ?? ''
  await flow.add(orElse(whole.slice(0, mostTextChars).toWellFormed(), 'No text.'), body, 12)
  if (whole.length > mostTextChars) {
    const left = whole.length - mostTextChars
    await flow.add(`The text goes on for ${String(left)} characters that aren't printed here.`, muted, 12)
  }
  if (attachments.length === 0) return
  await flow.add('Attachments', { face: bold, ...sizes.body }, 18)
  for (const { fileName, contentType, sizeBytes, partPath } of attachments) {
    const bytes = partBytes(parsed.value, partPath)
    await flow.add(`${fileName} · ${contentType} · ${String(sizeBytes)} bytes`, small, 6)
    await flow.add(`SHA-256 ${bytes === null ? 'not readable' : sha256(bytes)}`, muted, 0)
  }
}

function orElse(text: string | undefined, instead: string): string {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? instead : trimmed
}

function people(addresses: readonly Address[] = []): string {
  return addresses.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
