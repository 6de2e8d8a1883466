import { setImmediate as nextTurn } from 'node:timers/promises'
import fontkit from '@cantoo/fontkit'
import { PDFDocument, PDFName, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import { replaceUnprintable, settable, wrap, type Measure, type PdfFonts } from '../../sealing/index.ts'

/** Letter, which prints on A4 as well. */
const page = { width: 612, height: 792, margin: 54, foot: 28, label: 78 } as const
export const sizes = {
  body: { size: 10.5, line: 15.5 },
  title: { size: 15, line: 20 },
  small: { size: 8.5, line: 12.5 },
} as const
export const colours = {
  text: rgb(0.114, 0.137, 0.149),
  muted: rgb(0.349, 0.396, 0.42),
  line: rgb(0.867, 0.894, 0.902),
}
/** A font of the document, and how wide it sets. */
export type Face = Measure & { readonly font: PDFFont }
export type Style = {
  readonly face: Face
  readonly size: number
  readonly line: number
  readonly isMuted?: true
}

/** What is set on pages: the document, its two faces, and the flow of text. */
export interface Pages {
  readonly document: PDFDocument
  readonly regular: Face
  readonly bold: Face
  readonly flow: PageFlow
}

export async function createPages(fonts: PdfFonts, title: string, made: Date): Promise<Pages> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.registerFontkit(fontkit)
  const regular = await embed(document, fonts.regular)
  const bold = await embed(document, fonts.bold)
  document.setTitle(title, { showInWindowTitleBar: true })
  document.setLanguage('en')
  document.setCreationDate(made)
  return { document, regular, bold, flow: new PageFlow(document) }
}

/** Puts the foot under every page, "2 / 5" at its end, and writes the file. */
export async function savePages({ document, regular }: Pages, foot: string): Promise<Uint8Array> {
  numberPages(document, regular, foot)
  // The library gives every page a list of annotations, if an empty one.
  for (const { node } of document.getPages()) node.delete(PDFName.of('Annots'))
  return document.save({ useObjectStreams: true })
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

/** Text from top to bottom, on as many pages as it takes. */
export class PageFlow {
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

  /**
   * Room for a drawing, on one page.
   *
   * @param paint is given the page, the left edge, the lower edge and the width, in points
   */
  draw(height: number, paint: (target: PDFPage, left: number, bottom: number, width: number) => void): void {
    if (this.#page === null || this.#y - height < page.margin) this.newPage()
    this.#y -= height
    paint(this.#page ?? this.newPage(), page.margin, this.#y, page.width - 2 * page.margin)
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

function numberPages(document: PDFDocument, { font, widthOf }: Face, foot: string): void {
  const { size } = sizes.small
  const pages = document.getPages()
  for (const [at, target] of pages.entries()) {
    const number = `${String(at + 1)} / ${String(pages.length)}`
    const said = { y: page.foot, size, font, color: colours.muted }
    target.drawText(foot, { ...said, x: page.margin })
    target.drawText(number, { ...said, x: page.width - page.margin - widthOf(number, size) })
  }
}
