import { Buffer } from 'node:buffer'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { strToU8, zipSync } from 'fflate'

/** XML files of a package by name, packed. */
export function packed(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ])
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>)
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A paragraph of a Word document; pieces of one text, as Word cuts it up. */
export function paragraph(...pieces: readonly string[]): string {
  return `<w:p>${pieces.map((piece) => `<w:r><w:t xml:space="preserve">${piece}</w:t></w:r>`).join('')}</w:p>`
}

/** A Word document with `body` (its XML) and further parts. */
export function docxWith(
  body: string,
  others: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  return packed({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...others,
  })
}

/** A workbook of one sheet, given as the XML of its rows. */
export function xlsxWith(
  rows: string,
  { shared = [] as readonly string[], sheetName = 'Sheet1', styles = '', others = {} } = {},
): Uint8Array {
  const strings = shared.map((text) => `<si><t>${text}</t></si>`).join('')
  return packed({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook><sheets><sheet name="${sheetName}" sheetId="1"/></sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...others,
  })
}

export async function pdfWith(
  text: string,
  set: (pdf: PDFDocument) => unknown = () => undefined,
): Promise<PDFDocument> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage()
  page.drawText(text, { x: 40, y: 400, font: await pdf.embedFont(StandardFonts.Helvetica), size: 12 })
  await set(pdf)
  return pdf
}

/** A message with a text and one file attached. */
export function messageWith(file: Uint8Array, { name, type }: { name: string; type: string }): Buffer {
  return Buffer.from(
    [
      'From: Ann Rivera <ann@practice.example>',
      'To: Beatrice Okonjo <bea@mail.example>',
      'Subject: Re: intake of Marcus Webb',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'outer text',
      '--x',
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(file).toString('base64').replace(/.{76}/g, '$&\r\n'),
      '--x--',
      '',
    ].join('\r\n'),
  )
}
