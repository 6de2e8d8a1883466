import { Buffer } from 'node:buffer'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { docxWith, packed, xlsxWith } from './documents.ts'
import { jpegWith } from './pictures.ts'

const mega = 1_000_000

/** A PDF of one page whose content stream is `compressed`, deflated. */
function pdfOfStream(compressed: Buffer): Buffer {
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    ),
    Buffer.concat([
      Buffer.from(`<< /Length ${String(compressed.length)} /Filter /FlateDecode >>\nstream\n`),
      compressed,
      Buffer.from('\nendstream'),
    ]),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ]
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let length = pieces[0]?.length ?? 0
  objects.forEach((object, index) => {
    const whole = Buffer.concat([
      Buffer.from(`${String(index + 1)} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ])
    places.push(length)
    pieces.push(whole)
    length += whole.length
  })
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  pieces.push(
    Buffer.from(
      `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${String(objects.length + 1)} /Root 1 0 R >>\nstartxref\n${String(length)}\n%%EOF`,
    ),
  )
  return Buffer.concat(pieces)
}

/** Text operators without end: `repeat` strings, each drawn by itself. */
export function busyPdf(repeat: number): Buffer {
  return pdfOfStream(deflateSync(Buffer.from(`BT /F1 12 Tf ${'1 0 0 1 9 9 Tm (a) Tj '.repeat(repeat)} ET`)))
}

function nestedMessage(depth: number): Buffer {
  const lines: string[] = []
  for (let level = 0; level < depth; level++)
    lines.push(`Content-Type: multipart/mixed; boundary=b${String(level)}`, '', `--b${String(level)}`)
  return Buffer.from([...lines, '', 'MRN 4471902', ''].join('\r\n'))
}

function zipOfZips(depth: number, width: number): Uint8Array {
  let bytes: Uint8Array = zipSync({ 'a.txt': strToU8('x') })
  for (let level = 0; level < depth; level++)
    bytes = zipSync(
      Object.fromEntries(Array.from({ length: width }, (_, index) => [`${String(index)}.zip`, bytes])),
    )
  return bytes
}

/** A zip whose directory says that its entry is small, while it inflates to 50 MB. */
function lyingZip(): Uint8Array {
  const bytes = zipSync({ 'a.txt': new Uint8Array(50 * mega) }, { level: 9 })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 30 < bytes.length; at++) {
    const signature = view.getUint32(at, true)
    if (signature === 0x04034b50) view.setUint32(at + 22, 10, true)
    if (signature === 0x02014b50) view.setUint32(at + 24, 10, true)
  }
  return bytes
}

/** A picture whose tag directory names itself as the next, and as its own EXIF directory. */
function loopedPicture(): Buffer {
  const bytes = jpegWith({ owner: 'Ann Rivera' })
  const block = bytes.indexOf('II*\0', 0, 'latin1')
  for (let at = block + 10; at + 12 < bytes.length && at < block + 60; at += 12) {
    if (bytes.readUInt16LE(at) === 0x8769) bytes.writeUInt32LE(8, at + 8)
  }
  return bytes
}

const laughs = Array.from({ length: 9 }, (_, level) => {
  const body = level === 0 ? 'ha' : `&l${String(level - 1)};`.repeat(10)
  return `<!ENTITY l${String(level)} "${body}">`
}).join('')

export type HostileFile = readonly [what: string, fileName: string, make: () => Uint8Array]

/** Files made to exhaust or to trip a reader; each can only be answered with something in `notScanned`. */
export const hostileFiles: readonly HostileFile[] = [
  ['zip bomb', 'a.zip', () => zipSync({ 'a.txt': new Uint8Array(110 * mega) }, { level: 9 })],
  [
    'zip bomb of many files',
    'a.zip',
    () =>
      zipSync(
        Object.fromEntries(
          Array.from({ length: 12 }, (_, index) => [`${String(index)}.txt`, new Uint8Array(9 * mega)]),
        ),
        { level: 9 },
      ),
  ],
  ['zips in zips, four wide', 'a.zip', () => zipOfZips(7, 4)],
  [
    'zip of 3,000 files',
    'a.zip',
    () =>
      packed(Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${String(index)}.txt`, 'x']))),
  ],
  ['zip that lies about its size', 'a.zip', lyingZip],
  ['zip cut off', 'a.zip', () => packed({ 'a.txt': 'MRN 4471902' }).slice(0, 60)],
  ['Word without a zip', 'a.docx', () => Buffer.from('MRN 4471902')],
  [
    'Word with XML 100,000 deep',
    'a.docx',
    () => docxWith('<w:p>'.repeat(100_000) + '</w:p>'.repeat(100_000)),
  ],
  [
    'Word with entities that grow',
    'a.docx',
    () =>
      packed({
        'word/document.xml': `<!DOCTYPE a [${laughs}]><w:document xmlns:w="w"><w:p><w:t>&l8;</w:t></w:p></w:document>`,
      }),
  ],
  [
    'Word with an external entity',
    'a.docx',
    () =>
      packed({
        'word/document.xml':
          '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:t>&e;</w:t></w:document>',
      }),
  ],
  ['Word with broken XML', 'a.docx', () => packed({ 'word/document.xml': '<w:document><w:p><w:t>MRN 44' })],
  [
    'Word with a bomb inside',
    'a.docx',
    () => docxWith('', { 'word/media/a.bin': new Uint8Array(60 * mega) }),
  ],
  ['workbook with broken XML', 'a.xlsx', () => xlsxWith('<row><c r="A1"><v>1</c></row>')],
  ['RTF of 100,000 groups in groups', 'a.rtf', () => Buffer.from(`{\\rtf1 ${'{'.repeat(100_000)}`)],
  ['PDF of rubbish', 'a.pdf', () => Buffer.from(`%PDF-1.7\n${'1 0 obj '.repeat(50_000)}`)],
  ['PDF cut off', 'a.pdf', () => busyPdf(1000).subarray(0, 120)],
  ['message 3,000 multiparts deep', 'a.eml', () => nestedMessage(3_000)],
  ['picture whose tags go round', 'a.jpg', loopedPicture],
  ['picture of four bytes', 'a.jpg', () => Buffer.from([0xff, 0xd8, 0xff, 0xe1])],
  ['sound', 'a.mp3', () => Buffer.from('ID3\x04\0\0\0\0\0\0')],
  [
    'encrypted Office file',
    'a.docx',
    () =>
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
  ],
  [
    'bytes without meaning',
    'a.bin',
    () => Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)),
  ],
]
