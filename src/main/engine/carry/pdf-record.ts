import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fontkit from '@cantoo/fontkit'
import { PDFDocument, PDFName, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import { parseMessage, partBytes, readContent, readEnvelope, type Address } from '../../mime/index.ts'
import { replaceUnprintable, settable, wrap, type Measure, type PdfFonts } from '../../sealing/index.ts'
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

/** Letter, which prints on A4 as well. */
const page = { width: 612, height: 792, margin: 54, foot: 28, label: 78 } as const
const sizes = {
  body: { size: 10.5, line: 15.5 },
  title: { size: 15, line: 20 },
  small: { size: 8.5, line: 12.5 },
} as const
const colours = {
  text: rgb(0.114, 0.137, 0.149),
  muted: rgb(0.349, 0.396, 0.42),
  line: rgb(0.867, 0.894, 0.902),
}
/** Of one message's text; about 150 pages. What lies beyond is told. */
const mostTextChars = 500_000

type Face = Measure & { readonly font: PDFFont }
type Style = { readonly face: Face; readonly size: number; readonly line: number; readonly isMuted?: true }

export async function createPdfRecord(fonts: PdfFonts, made: Date): Promise<PdfRecord> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.registerFontkit(fontkit)
  const regular = await embed(document, fonts.regular)
  const bold = await embed(document, fonts.bold)
  document.setTitle('Record of mail', { showInWindowTitleBar: true })
  document.setLanguage('en')
  document.setCreationDate(made)
  const flow = new RecordFlow(document)
  let messages = 0

  return {
    get messages() {
      return messages
    },
    get pages() {
      return document.getPageCount()
    },
    get replacedCharacters() {
      return flow.replacedCharacters
    },
    add: async (message) => {
      messages += 1
      await setMessage(flow, message, { regular, bold })
    },
    save: async () => {
      numberPages(document, regular, made)
      // The library gives every page a list of annotations, if an empty one.
      for (const { node } of document.getPages()) node.delete(PDFName.of('Annots'))
      return document.save({ useObjectStreams: true })
    },
  }
}

async function embed(document: PDFDocument, bytes: Uint8Array): Promise<Face> {
  const font = await document.embedFont(bytes, { subset: true })
  const glyphs = fontkit.create(bytes)
  if ('fonts' in glyphs) throw new Error('a font collection has no glyphs of its own')
  // Measuring whole lines lays them out each time: a letter of a hundred pages would take ten seconds.
  const widths = new Map<string, number>()
  const perThousand = (character: string) => {
    const known = widths.get(character)
    const width = known ?? font.widthOfTextAtSize(character, 1000)
    if (known === undefined) widths.set(character, width)
    return width
  }
  return {
    font,
    hasGlyph: (codePoint) => glyphs.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => sumOfWidths(text, perThousand) * (size / 1000),
  }
}

function sumOfWidths(text: string, widthOf: (character: string) => number): number {
  let sum = 0
  for (const character of text) sum += widthOf(character)
  return sum
}

async function setMessage(
  flow: RecordFlow,
  message: OutgoingMessage,
  { regular, bold }: { readonly regular: Face; readonly bold: Face },
): Promise<void> {
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
    ['Date', envelope?.date == null ? '' : time(new Date(envelope.date))],
    ['Received', time(message.received)],
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

/** Text from top to bottom, on as many pages as it takes. */
class RecordFlow {
  readonly #document: PDFDocument
  #page: PDFPage | null = null
  #y = 0
  replacedCharacters = 0

  constructor(document: PDFDocument) {
    this.#document = document
  }

  newPage(): PDFPage {
    this.#page = this.#document.addPage([page.width, page.height])
    this.#y = page.height - page.margin
    return this.#page
  }

  space(points: number): void {
    this.#y -= points
  }

  async add(text: string, style: Style, gap: number): Promise<void> {
    this.#y -= gap
    await this.#set(this.#lines(text, page.width - 2 * page.margin, style), page.margin, style)
  }

  /** A label, and beside it what it names. */
  async row(label: string, value: string, style: Style, labelStyle: Style): Promise<void> {
    const lines = this.#lines(value, page.width - 2 * page.margin - page.label, style)
    const [first = '', ...rest] = lines
    if (this.#room(style) < 1) this.newPage()
    this.#draw([label], page.margin, labelStyle)
    await this.#set([first], page.margin + page.label, style)
    await this.#set(rest, page.margin + page.label, style)
  }

  rule(): void {
    this.#y -= 8
    const target = this.#page ?? this.newPage()
    const [start, end] = [page.margin, page.width - page.margin]
    const y = this.#y
    target.drawLine({ start: { x: start, y }, end: { x: end, y }, thickness: 0.75, color: colours.line })
  }

  #lines(text: string, width: number, { face, size }: Style): string[] {
    const printable = replaceUnprintable(settable(text), face)
    this.replacedCharacters += printable.replaced
    return wrap(printable.text, width, size, face)
  }

  #room({ line }: Style): number {
    return this.#page === null ? 0 : Math.floor((this.#y - page.margin) / line)
  }

  async #set(lines: readonly string[], x: number, style: Style): Promise<void> {
    let left = lines
    while (left.length > 0) {
      const room = this.#room(style)
      if (room < 1) {
        this.newPage()
        await nextTurn()
        continue
      }
      // All lines of a page at once: each call names the font anew in the page's resources.
      this.#draw(left.slice(0, room), x, style)
      this.#y -= Math.min(room, left.length) * style.line
      left = left.slice(room)
    }
  }

  #draw(lines: readonly string[], x: number, { face, size, line, isMuted }: Style): void {
    const target = this.#page ?? this.newPage()
    target.drawText(lines.join('\n'), {
      ...{ x, y: this.#y - (line + size) / 2 + 1, size, lineHeight: line, font: face.font },
      color: isMuted === true ? colours.muted : colours.text,
    })
  }
}

/** "Record of mail, made 22 November 2026" and "2 / 5" at the foot. */
function numberPages(document: PDFDocument, { font, widthOf }: Face, made: Date): void {
  const { size } = sizes.small
  const pages = document.getPages()
  for (const [at, target] of pages.entries()) {
    const number = `${String(at + 1)} / ${String(pages.length)}`
    const said = { y: page.foot, size, font, color: colours.muted }
    target.drawText(`Record of mail, made ${time(made)}`, { ...said, x: page.margin })
    target.drawText(number, { ...said, x: page.width - page.margin - widthOf(number, size) })
  }
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

function time(at: Date): string {
  if (Number.isNaN(at.getTime())) return ''
  const clock = at.toISOString().slice(11, 16)
  return `${String(at.getUTCDate())} ${months[at.getUTCMonth()] ?? ''} ${String(at.getUTCFullYear())}, ${clock} UTC`
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
