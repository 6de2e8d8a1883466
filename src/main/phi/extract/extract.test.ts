import { Buffer } from 'node:buffer'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { NotScannedReason } from '../types.ts'
import { extractAttachment } from './extract.ts'
import type { Extracted } from './reading.ts'

const secret = 'Daniel Ortiz, MRN 4471902'

function extract(bytes: Uint8Array, fileName: string, contentType = ''): Promise<Extracted> {
  return extractAttachment({ id: 'a', kind: 'attachment', bytes, fileName, contentType })
}

function textOf({ texts }: Extracted): string {
  return texts.map(({ text }) => text).join('\n')
}

async function pdfWith(text: string, title = ''): Promise<PDFDocument> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage()
  page.drawText(text, { x: 40, y: 400, font: await pdf.embedFont(StandardFonts.Helvetica), size: 12 })
  if (title !== '') pdf.setTitle(title)
  return pdf
}

function docxWith(body: string, others: Record<string, string> = {}): Uint8Array {
  const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document ${namespace}><w:body><w:p><w:r><w:t>${body}</w:t></w:r></w:p></w:body></w:document>`,
    ),
  }
  for (const [name, xml] of Object.entries(others)) files[name] = strToU8(xml)
  return zipSync(files)
}

/** A message with a text and a nested one attached. */
const nested = [
  'From: a@b.example',
  'Subject: Re: Beatrice Okonjo',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=x',
  '',
  '--x',
  'Content-Type: text/plain',
  '',
  'outer text',
  '--x',
  'Content-Type: text/csv; name=list.csv',
  'Content-Disposition: attachment; filename=list.csv',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(`name,mrn\n${secret}`).toString('base64'),
  '--x--',
  '',
].join('\r\n')

describe('reading attachments', () => {
  it.each([
    ['text', strToU8(secret), 'a.txt'],
    ['text without an extension', strToU8(secret), ''],
    ['CSV', strToU8(`name\n${secret}`), 'a.csv'],
    ['UTF-16 with its mark', new Uint8Array([0xff, 0xfe, ...Buffer.from(secret, 'utf16le')]), 'a.txt'],
    ['Windows-1252', new Uint8Array([...strToU8(secret), 0x20, 0xe9]), 'a.txt'],
    ['HTML', strToU8(`<html><p>Daniel <b>Ortiz</b>, MRN 4471902</p>`), 'a.html'],
    ['HTML called text', strToU8(`<!doctype html><p>Daniel Ortiz, MRN 4471902</p>`), 'a.txt'],
    ['Word', docxWith(secret), 'a.docx'],
    ['zip', zipSync({ 'inner/a.txt': strToU8(secret) }), 'a.zip'],
    ['zip in a zip', zipSync({ 'b.zip': zipSync({ 'a.txt': strToU8(secret) }) }), 'a.zip'],
    ['message with an attachment', strToU8(nested), 'a.eml'],
  ])('%s', async (_name, bytes, fileName) => {
    const extracted = await extract(bytes, fileName)
    expect(textOf(extracted)).toContain(secret)
    expect(extracted.notScanned).toEqual([])
  })

  it('PDF with its title', async () => {
    const extracted = await extract(
      await (await pdfWith(secret, 'Statement of Maria Alvarez')).save(),
      'a.pdf',
    )
    expect(textOf(extracted)).toContain(secret)
    expect(textOf(extracted)).toContain('Statement of Maria Alvarez')
  })

  it('a PDF called .txt is read as a PDF', async () => {
    expect(textOf(await extract(await (await pdfWith(secret)).save(), 'a.txt'))).toContain(secret)
  })

  it('author, comments and headers of a Word file', async () => {
    const bytes = docxWith('nothing here', {
      'docProps/core.xml':
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Maria Alvarez</dc:creator><dc:title>Intake</dc:title></cp:coreProperties>',
      'word/comments.xml':
        '<w:comments xmlns:w="w"><w:comment><w:p><w:r><w:t>ask Daniel</w:t></w:r></w:p></w:comment></w:comments>',
      'word/header1.xml': '<w:hdr xmlns:w="w"><w:p><w:r><w:t>DOB 3/4/80</w:t></w:r></w:p></w:hdr>',
    })
    const text = textOf(await extract(bytes, 'a.docx'))
    for (const expected of ['Maria Alvarez', 'ask Daniel', 'DOB 3/4/80']) expect(text).toContain(expected)
  })

  it('names of files in an archive', async () => {
    const { texts } = await extract(zipSync({ 'Daniel_Ortiz.txt': strToU8('x') }), 'a.zip')
    expect(texts).toContainEqual(expect.objectContaining({ kind: 'file-name', text: 'Daniel_Ortiz.txt' }))
  })

  it('nothing at all in an empty file', async () => {
    expect(await extract(new Uint8Array(), 'a.txt')).toEqual({ texts: [], findings: [], notScanned: [] })
  })
})

async function encryptedPdf(): Promise<Uint8Array> {
  const pdf = await pdfWith(secret)
  pdf.encrypt({ userPassword: 'open sesame', ownerPassword: 'owner' })
  return pdf.save()
}

/** Sets the encryption bit of every entry, as an archiver with a password does. */
function encryptedZip(): Uint8Array {
  const bytes = zipSync({ 'a.txt': strToU8(secret) })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 10 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x04034b50)
      view.setUint16(at + 6, view.getUint16(at + 6, true) | 1, true)
    if (view.getUint32(at, true) === 0x02014b50)
      view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true)
  }
  return bytes
}

function zipNested(depth: number): Uint8Array {
  let bytes = zipSync({ 'a.txt': strToU8(secret) })
  for (let level = 0; level < depth; level++) bytes = zipSync({ 'b.zip': bytes })
  return bytes
}

const zipBomb = (): Uint8Array => zipSync({ 'a.txt': new Uint8Array(101_000_000) }, { level: 9 })

describe('what can’t be read is named, never clean', () => {
  it.each<readonly [string, () => Uint8Array | Promise<Uint8Array>, string, NotScannedReason]>([
    ['PDF with a password', encryptedPdf, 'a.pdf', 'encrypted'],
    ['damaged PDF', () => strToU8('%PDF-1.7\nnothing'), 'a.pdf', 'damaged'],
    ['zip with a password', encryptedZip, 'a.zip', 'encrypted'],
    ['zip bomb', zipBomb, 'a.zip', 'too-large'],
    ['zips in zips in zips', () => zipNested(5), 'a.zip', 'too-deep'],
    ['damaged zip', () => zipSync({ 'a.txt': strToU8(secret) }).slice(0, 40), 'a.zip', 'damaged'],
    ['Word file that is no zip', () => strToU8('PK nothing'), 'a.docx', 'damaged'],
    ['Word file without a document', () => zipSync({ 'x.xml': strToU8('<a/>') }), 'a.docx', 'damaged'],
    ['old Word file', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 'a.doc', 'read-in-part'],
    ['bytes of nothing', () => new Uint8Array([0, 1, 2, 3, 0, 0, 9]), 'a.bin', 'unknown-type'],
    ['photo', () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'a.jpg', 'image'],
    ['photo called text', () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'a.txt', 'image'],
    ['recording', () => strToU8('ID3xxxxxxx\0'), 'a.mp3', 'audio-or-video'],
  ])('%s', async (_name, make, fileName, reason) => {
    const { notScanned } = await extract(await make(), fileName)
    expect(notScanned.map((one) => one.reason)).toContain(reason)
  })

  it('says that photographs and recordings may hold (P) and (Q)', async () => {
    const { notScanned } = await extract(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'a.jpg')
    expect(notScanned).toEqual([{ part: 'a', reason: 'image', possible: ['P', 'Q'] }])
  })

  it('reads the rest of an archive beside what it can’t read', async () => {
    const bytes = zipSync({ 'a.txt': strToU8(secret), 'b.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0xe0]) })
    const extracted = await extract(bytes, 'a.zip')
    expect(textOf(extracted)).toContain(secret)
    expect(extracted.notScanned).toEqual([{ part: 'a/b.jpg', reason: 'image', possible: ['P', 'Q'] }])
  })
})
