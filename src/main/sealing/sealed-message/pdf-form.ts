import { PDFDocument, PDFName, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import fontkit from '@cantoo/fontkit'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { formFileNames, pageTitle, type Cover } from './cover.ts'
import { normalisePassphrase } from './format/passphrase-key.ts'
import type { SealedContent } from './format/content.ts'
import { appendAttachment } from './pdf/attachments.ts'
import type { PdfFonts } from './pdf/fonts.ts'
import { firstUnprintable, settable, wrap, type Measure } from './pdf/text.ts'
import { referenceOf } from './format/reference.ts'
import { pdfWords, replyPageLines } from './pdf/words.ts'

export type PdfFormOptions = {
  /** Six generated words: the cipher has no memory-hard derivation, so nothing weaker will do. */
  readonly passphrase: string
  readonly cover: Cover
  readonly fonts: PdfFonts
  /** The HTML form goes in the same mail: what can't be printed is then only there, and the PDF says so. */
  readonly alsoHtml: boolean
  /** Address of the practice's reply page, set as text; null when there is none. */
  readonly replyPage: string | null
}

export type PdfForm = {
  readonly bytes: Uint8Array
  /** Names of attachments that are only in the HTML form. */
  readonly notPrinted: readonly string[]
}

/** Half a letter sheet: on a phone's width its text has the size of text, on paper two pages make a sheet. */
const page = { width: 396, height: 612, margin: 32 } as const
const sizes = {
  body: { size: 13, line: 20 },
  title: { size: 17, line: 23 },
  small: { size: 10.5, line: 16 },
} as const
const colours = { text: rgb(0.114, 0.137, 0.149), muted: rgb(0.349, 0.396, 0.42) }
const generated = /^[a-z]{3,5}(-[a-z]{3,5}){5}$/

/**
 * The PDF form: message and printable attachments as pages, AES-256 by security handler revision 6 (ISO
 * 32000-2). It keeps a secret and doesn't show changes: that cipher isn't authenticated.
 *
 * @returns `seal/pdf-needs-made-words` unless the passphrase was generated; `seal/unprintable-character` (detail
 *   `character`) when the font lacks one; `seal/attachment-not-printable` (detail `name`, `reason`) when an
 *   attachment can't become pages and there is no HTML form to hold it
 */
export async function buildPdfForm(
  content: SealedContent,
  options: PdfFormOptions,
): Promise<Result<PdfForm>> {
  const passphrase = normalisePassphrase(options.passphrase)
  if (!generated.test(passphrase)) return fail('seal/pdf-needs-made-words')
  const document = await PDFDocument.create({ updateMetadata: false })
  document.registerFontkit(fontkit)
  const regular = await embed(document, options.fonts.regular)
  const bold = await embed(document, options.fonts.bold)

  const notPrinted: string[] = []
  const attached = await PDFDocument.create({ updateMetadata: false })
  for (const attachment of content.attachments) {
    const appended = await appendAttachment(attached, attachment, page)
    if (appended.ok) continue
    if (!options.alsoHtml) return appended
    notPrinted.push(attachment.name)
  }
  const text = new TextFlow(document)
  const problem = setMessage(text, content, { regular, bold }, options, notPrinted)
  if (problem !== null) return fail('seal/unprintable-character', { character: problem })
  for (const copied of await document.copyPages(attached, attached.getPageIndices())) document.addPage(copied)
  numberPages(document, regular)
  // The library gives every page it writes on a list of annotations, if an empty one.
  for (const { node } of document.getPages()) node.delete(PDFName.of('Annots'))

  document.setTitle(pageTitle(options.cover), { showInWindowTitleBar: true })
  document.setLanguage(options.cover.language)
  document.encrypt({
    userPassword: passphrase,
    ownerPassword: passphrase.replaceAll('-', ' '),
    permissions: { printing: 'highResolution', copying: true, contentAccessibility: true },
    algorithm: 'AES-256',
  })
  return ok({ bytes: await document.save({ useObjectStreams: true }), notPrinted })
}

type Face = Measure & { readonly font: PDFFont }
type Style = { readonly face: Face; readonly size: number; readonly line: number; readonly muted?: true }

async function embed(document: PDFDocument, bytes: Uint8Array): Promise<Face> {
  const font = await document.embedFont(bytes, { subset: true })
  const glyphs = fontkit.create(bytes)
  if ('fonts' in glyphs) throw new Error('a font collection has no glyphs of its own')
  return {
    font,
    hasGlyph: (codePoint) => glyphs.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => font.widthOfTextAtSize(text, size),
  }
}

/** Sets the whole message; gives the first character that can't be set, or null. */
function setMessage(
  flow: TextFlow,
  content: SealedContent,
  { regular, bold }: { readonly regular: Face; readonly bold: Face },
  { cover, alsoHtml, replyPage }: PdfFormOptions,
  notPrinted: readonly string[],
): string | null {
  const words = pdfWords(cover)
  const html = formFileNames(cover).html
  const printed = content.attachments.map(({ name }) => name).filter((name) => !notPrinted.includes(name))
  const small: Style = { face: regular, ...sizes.small, muted: true }
  const body: Style = { face: regular, ...sizes.body }
  // Without a reply key nothing was sent that an answer could belong to.
  const page =
    replyPage === null || content.reply === undefined
      ? null
      : replyPageLines(cover, replyPage, referenceOf(content.reply.key))
  const otherWays = words.answer(alsoHtml ? html : null, page !== null)
  const paragraphs: readonly (readonly [string, Style, gap: number])[] = [
    [content.fromName || cover.senderLabel, { face: bold, ...sizes.body }, 0],
    [words.date(content.sentAt), small, 0],
    [content.subject, { face: bold, ...sizes.title }, 16],
    [content.text, body, 12],
    [printed.length === 0 ? '' : words.printed(printed), small, 24],
    [notPrinted.length === 0 ? '' : words.onlyInHtml(notPrinted, html), small, 12],
    ...(page?.flatMap(({ says, shows }, at) => [
      [says, small, at === 0 ? 24 : 8] as const,
      [shows, body, 2] as const,
    ]) ?? []),
    [otherWays, small, page === null ? 24 : 8],
  ]
  for (const [raw, style, gap] of paragraphs) {
    const text = settable(raw).trim()
    if (text === '') continue
    const problem = firstUnprintable(text, style.face)
    if (problem !== null) return problem
    flow.add(text, style, gap)
  }
  return null
}

/** Text from top to bottom, on as many pages as it takes. */
class TextFlow {
  readonly #document: PDFDocument
  #page: PDFPage
  #y = page.height - page.margin

  constructor(document: PDFDocument) {
    this.#document = document
    this.#page = document.addPage([page.width, page.height])
  }

  add(text: string, { face, size, line, muted }: Style, gap: number): void {
    this.#y -= gap
    let lines = wrap(text, page.width - 2 * page.margin, size, face)
    while (lines.length > 0) {
      const room = Math.floor((this.#y - page.margin - sizes.small.line) / line)
      if (room < 1) {
        this.#page = this.#document.addPage([page.width, page.height])
        this.#y = page.height - page.margin
        continue
      }
      // All lines of a page at once: each call names the font anew in the page's resources.
      this.#page.drawText(lines.slice(0, room).join('\n'), {
        x: page.margin,
        y: this.#y - (line + size) / 2,
        size,
        lineHeight: line,
        font: face.font,
        color: muted ? colours.muted : colours.text,
      })
      this.#y -= Math.min(room, lines.length) * line
      lines = lines.slice(room)
    }
  }
}

/** "2 / 5" at the foot of our own pages; pages of an attached PDF stay as they are. */
function numberPages(document: PDFDocument, { font, widthOf }: Face): void {
  const pages = document.getPages()
  if (pages.length < 2) return
  for (const [at, target] of pages.entries()) {
    if (target.getWidth() !== page.width || target.getHeight() !== page.height) continue
    const text = `${String(at + 1)} / ${String(pages.length)}`
    const { size } = sizes.small
    const x = page.width - page.margin - widthOf(text, size)
    target.drawText(text, { x, y: page.margin / 2, size, font, color: colours.muted })
  }
}
