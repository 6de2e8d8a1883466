import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { limits } from '../limits.ts'
import { CannotRead, type FileToRead, type Reading, type ReadFile } from './reading.ts'
import { readEntry } from './zip-file.ts'
import { xmpProperties } from './xmp.ts'

/**
 * A PDF page by page, with the comments and form fields on it; its properties (also XMP) and the files attached to
 * it. A page without text is a picture of one and is named as not scanned.
 */
export async function readPdf(file: FileToRead, reading: Reading, readFile: ReadFile): Promise<void> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // A copy, since the library takes the buffer over; of a plain kind, since it refuses Node's own.
  const task = getDocument({
    data: new Uint8Array(file.bytes),
    useSystemFonts: false,
    disableFontFace: true,
    isImageDecoderSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const pdf = await task.promise
    const attached: Attached = new Map()
    await readPages(pdf, file.id, reading, attached)
    await readProperties(pdf, file.id, reading)
    await listAttachments(pdf, attached)
    for (const [id, name] of attached) {
      reading.countEntry()
      const bytes = (await pdf.getAttachmentContent(id)) ?? new Uint8Array()
      reading.countUnpacked(bytes.length)
      await readEntry(file, { name, bytes }, reading, readFile)
    }
  } catch (error) {
    const isEncrypted = error instanceof Error && error.name === 'PasswordException'
    throw isEncrypted ? new CannotRead('encrypted') : error
  } finally {
    await task.destroy()
  }
}

/** Names of attached files by the library's id. */
type Attached = Map<string, string>

async function readPages(
  pdf: PDFDocumentProxy,
  id: string,
  reading: Reading,
  attached: Attached,
): Promise<void> {
  const pages = Math.min(pdf.numPages, limits.pdfPages)
  for (let number = 1; number <= pages; number++) {
    const part = `${id}#page-${number}`
    try {
      const page = await pdf.getPage(number)
      const text = await textOf(page)
      reading.text(part, text)
      reading.text(`${part}-notes`, await notesOn(page, attached))
      if (text.trim() === '') reading.unread(part, 'image')
      page.cleanup()
    } catch (error) {
      if (error instanceof CannotRead) throw error
      reading.unread(part, 'damaged')
    }
    reading.checkTime()
  }
  if (pages < pdf.numPages) reading.unread(`${id}#page-${pages + 1}`, 'too-large')
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent()
  const pieces: string[] = []
  for (const item of items) if ('str' in item) pieces.push(item.str, item.hasEOL ? '\n' : '')
  return pieces.join('')
}

/** What stands on a page without being printed into it: comments with their authors, values of form fields, links. */
async function notesOn(page: PDFPageProxy, attached: Attached): Promise<string> {
  const lines: string[] = []
  for (const annotation of (await page.getAnnotations()) as Record<string, unknown>[]) {
    const { titleObj, contentsObj, fieldValue, alternativeText, url, fileId, file } = annotation
    if (typeof fileId === 'string') attached.set(fileId, (file as { filename?: string }).filename ?? fileId)
    lines.push(
      ...[textIn(titleObj), textIn(contentsObj), alternativeText, fieldValue, url]
        .flat()
        .filter((value): value is string => typeof value === 'string' && value.trim() !== ''),
    )
  }
  return [...new Set(lines)].join('\n')
}

function textIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'str' in value ? value.str : undefined
}

async function readProperties(pdf: PDFDocumentProxy, id: string, reading: Reading): Promise<void> {
  const { info, metadata } = await pdf.getMetadata()
  const known = info as Record<string, unknown>
  const custom = (known['Custom'] ?? {}) as Record<string, unknown>
  const properties = [
    ...['Title', 'Author', 'Subject', 'Keywords'].map((key) => [key, known[key]] as const),
    ...Object.entries(custom),
  ].filter((property): property is readonly [string, string] => typeof property[1] === 'string')
  reading.properties(`${id}#properties`, properties)
  // The library's types leave out that there may be none.
  const xmp = (metadata as { getRaw(): unknown } | null)?.getRaw()
  if (typeof xmp === 'string') reading.properties(`${id}#xmp`, xmpProperties(xmp))
  const outline = (await pdf.getOutline()) as readonly { readonly title: string }[] | null
  reading.text(`${id}#bookmarks`, (outline ?? []).map(({ title }) => title).join('\n'))
  if (known['IsXFAPresent'] === true) reading.unread(`${id}#form`, 'read-in-part')
}

/** Adds the files of the document's own list to those pinned to a page. */
async function listAttachments(pdf: PDFDocumentProxy, attached: Attached): Promise<void> {
  for (const [id, { filename }] of (await pdf.getAttachments()) ?? []) attached.set(id, filename || id)
}
