import { limits } from '../limits.ts'
import type { Extraction } from './extraction.ts'

/** The text of a PDF, page by page, and its properties (title, author, subject, keywords). */
export async function extractPdf(bytes: Uint8Array): Promise<Extraction> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // A copy, since the library takes the buffer over.
  const task = getDocument({
    data: bytes.slice(),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const pdf = await task.promise
    if (pdf.numPages > limits.pdfPages) return { ok: false, reason: 'too-large' }
    const texts: { name: string; text: string }[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent()
      let text = ''
      for (const item of content.items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '')
      texts.push({ name: `page-${number}`, text })
      page.cleanup()
    }
    const { info } = await pdf.getMetadata()
    const properties = propertiesOf(info)
    if (properties !== '') texts.push({ name: 'properties', text: properties })
    return texts.every(({ text }) => text.trim() === '')
      ? { ok: false, reason: 'image' }
      : { ok: true, texts }
  } catch (error) {
    const isEncrypted = error instanceof Error && error.name === 'PasswordException'
    return { ok: false, reason: isEncrypted ? 'encrypted' : 'damaged' }
  } finally {
    await task.destroy()
  }
}

function propertiesOf(info: object): string {
  const lines: string[] = []
  for (const key of ['Title', 'Author', 'Subject', 'Keywords']) {
    const value: unknown = (info as Record<string, unknown>)[key]
    if (typeof value === 'string' && value.trim() !== '') lines.push(`${key}: ${value}`)
  }
  return lines.join('\n')
}
