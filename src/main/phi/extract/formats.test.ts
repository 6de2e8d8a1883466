import { Buffer } from 'node:buffer'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  docxWith,
  messageWith,
  packed,
  paragraph,
  pdfWith,
  xlsxWith,
} from '../../../../test/support/files/documents.ts'
import { jpegWith, pngWith, tiffWith } from '../../../../test/support/files/pictures.ts'
import { loadResourcesForTests } from '../../../../test/support/phi/lexicon.ts'
import { fullScan } from '../full-scan.ts'
import { emptyContext, type ScanContext } from '../types.ts'
import { extractAttachment } from './extract.ts'

beforeAll(loadResourcesForTests)

const secret = 'Daniel Ortiz, MRN 4471902'

/** What was found, as `part: value`, the value taken from the text by the offsets of the finding. */
async function found(
  bytes: Uint8Array,
  fileName: string,
  context: ScanContext = emptyContext,
): Promise<string[]> {
  const part = { id: 'a', kind: 'attachment', bytes, fileName } as const
  const { findings } = await fullScan({ parts: [part] }, context)
  const { texts } = await extractAttachment(part)
  const textOf = new Map(texts.map(({ id, text }) => [id, text]))
  return findings.map((one) => `${one.part}: ${(textOf.get(one.part) ?? '').slice(one.start, one.end)}`)
}

const inBoth = (part: string): string[] => [`${part}: Daniel Ortiz`, `${part}: 4471902`]
const utf16 = (text: string, mark = ''): Buffer => Buffer.from(mark + text, 'utf16le')

const calendar = [
  'BEGIN:VCALENDAR',
  'BEGIN:VTIMEZONE',
  'DTSTART:19701101T020000',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'DTSTART;TZID=America/Los_Angeles:20260305T140000',
  'SUMMARY:Session with Dan',
  ' iel Ortiz\\, MRN 4471902',
  'ATTENDEE;CN="Beatrice Okonjo";ROLE=REQ-PARTICIPANT:mailto:bea@mail.ex',
  '\tample',
  'DESCRIPTION:first line\\nsecond line',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Statement of Marcus Webb}{\author Ann}}\f0 Daniel {\b Ort}iz, MRN\~44\u55?1902\par caf\'e9 \uc2\u8211 --end{\*\secretnothing Hidden Person}{\*\annotation ask about (510) 555-0137}{\pict 0123456789}}`

const openDocument = packed({
  mimetype: 'application/vnd.oasis.opendocument.text',
  'META-INF/manifest.xml': '<manifest/>',
  'content.xml': `<office:document xmlns:office="o" xmlns:text="t"><text:p>Daniel<text:s/>Ortiz, MRN 4471902</text:p></office:document>`,
  'meta.xml':
    '<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><meta:initial-creator>x</meta:initial-creator><dc:title>Statement of Marcus Webb</dc:title><meta:user-defined meta:name="MRN">5583921</meta:user-defined></office:document-meta>',
})

const slides = packed({
  'ppt/presentation.xml': '<p/>',
  'ppt/slides/slide1.xml': '<s><p><t>Daniel </t><t>Ortiz, MRN 4471902</t></p></s>',
  'ppt/notesSlides/notesSlide1.xml': '<s><p><t>call (510) 555-0137</t></p></s>',
})

const oldWord = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(503),
  utf16(secret),
  Buffer.from([0, 0, 1, 2]),
  Buffer.from('call (510) 555-0137\0'),
])

describe('an identifier inside is found at its place', () => {
  it.each<readonly [string, () => Uint8Array | Promise<Uint8Array>, string, readonly string[]]>([
    ['text', () => Buffer.from(secret), 'a.txt', inBoth('a')],
    ['UTF-8 with its mark', () => Buffer.from(`\ufeff${secret}`), 'a.txt', inBoth('a')],
    ['UTF-16 with its mark', () => utf16(secret, '\ufeff'), 'a.txt', inBoth('a')],
    ['UTF-16 without a mark', () => utf16(secret), 'a.txt', inBoth('a')],
    ['UTF-16, big end first', () => utf16(secret).swap16(), 'a.txt', inBoth('a')],
    ['Windows-1252', () => Buffer.from(`${secret} caf\xe9`, 'latin1'), 'a.txt', inBoth('a')],
    ['CSV', () => Buffer.from('name,mrn,city\nDaniel Ortiz,4471902,Salem\n'), 'a.csv', inBoth('a')],
    ['TSV', () => Buffer.from('name\tmrn\tcity\nDaniel Ortiz\t4471902\tSalem\n'), 'a.tsv', inBoth('a')],
    ['HTML', () => Buffer.from('<p>Daniel <b>Ortiz</b>, MRN 4471902'), 'a.html', inBoth('a')],
    [
      'HTML outside its text',
      () =>
        Buffer.from(
          '<html><head><title>Statement of Marcus Webb</title></head><!-- SSN 412-55-8830 -->hello',
        ),
      'a.html',
      ['a#properties: Marcus Webb', 'a#comments: 412-55-8830'],
    ],
    [
      'HTML in a comment without end',
      () => Buffer.from(`hello <!-- ${secret}`),
      'a.html',
      inBoth('a#comments'),
    ],
    [
      'HTML in a script',
      () => Buffer.from(`<html><script>const row = "${secret}"</script>`),
      'a.html',
      ['a#scripts: 4471902'],
    ],
    [
      'calendar',
      () => Buffer.from(calendar),
      'a.ics',
      [...inBoth('a'), 'a: Beatrice Okonjo', 'a: bea@mail.example', 'a: 2026-03-05 14:00'],
    ],
    [
      'RTF',
      () => Buffer.from(rtf),
      'a.rtf',
      [...inBoth('a'), 'a: (510) 555-0137', 'a#properties: Marcus Webb'],
    ],
    [
      'OpenDocument',
      () => openDocument,
      'a.odt',
      [...inBoth('a'), 'a#properties: Marcus Webb', 'a#properties: 5583921'],
    ],
    ['slides', () => slides, 'a.pptx', [...inBoth('a#slide1'), 'a#notesSlide1: (510) 555-0137']],
    ['old Word', () => oldWord, 'a.doc', [...inBoth('a#wide'), 'a: (510) 555-0137']],
    [
      'zip, with names',
      () => packed({ 'x/Marcus_Webb.txt': secret }),
      'a.zip',
      ['a/x/Marcus_Webb.txt#name: Marcus_Webb', ...inBoth('a/x/Marcus_Webb.txt')],
    ],
    ['zip called Word', () => packed({ 'b.txt': secret }), 'a.docx', inBoth('a/b.txt')],
    [
      'message in a message',
      () =>
        messageWith(messageWith(Buffer.from(secret), { name: 'n.txt', type: 'text/plain' }), {
          name: 'm.eml',
          type: 'message/rfc822',
        }),
      'a.eml',
      [...inBoth('a/m.eml/n.txt'), 'a/m.eml#subject: Marcus Webb', 'a#people: Beatrice Okonjo'],
    ],
  ])('%s', async (_name, make, fileName, expected) => {
    const values = await found(await make(), fileName)
    for (const one of expected) expect(values).toContain(one)
  })
})

describe('PDF', () => {
  it('pages, properties, comments, form fields and attached files', async () => {
    const pdf = await pdfWith(secret, async (made) => {
      made.setTitle('Statement of Marcus Webb')
      made.setKeywords(['MRN 5583921'])
      const field = made.getForm().createTextField('phone')
      field.setText('(510) 555-0137')
      field.addToPage(made.getPage(0))
      await made.attach(Buffer.from('SSN 412-55-8830'), 'notes.txt', { mimeType: 'text/plain' })
    })
    const values = await found(await pdf.save(), 'a.pdf')
    for (const one of [
      ...inBoth('a#page-1'),
      'a#properties: Marcus Webb',
      'a#properties: 5583921',
      'a#page-1-notes: (510) 555-0137',
      'a/notes.txt: 412-55-8830',
    ])
      expect(values).toContain(one)
  })

  it('a page without text is a picture', async () => {
    const pdf = await pdfWith(secret, (made) => made.addPage())
    const { notScanned } = await extractAttachment({ id: 'a', kind: 'attachment', bytes: await pdf.save() })
    expect(notScanned).toEqual([{ part: 'a#page-2', reason: 'image', possible: ['P', 'Q'] }])
  })
})

describe('Word', () => {
  it('text cut into runs, table rows, comments, headers, deletions, reviewers, links, properties', async () => {
    const row = (...cells: readonly string[]): string =>
      `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`
    const bytes = docxWith(
      [
        paragraph('Daniel ', 'Or', 'tiz, MRN 44', '71902'),
        `<w:tbl>${row('Name', 'SSN')}${row('Beatrice Okonjo', '412-55-8830')}</w:tbl>`,
        '<w:p><w:del w:author="Maria Alvarez"><w:r><w:delText>call (510) 555-0137</w:delText></w:r></w:del><w:ins><w:r><w:t>call later</w:t></w:r></w:ins></w:p>',
      ].join(''),
      {
        'word/comments.xml': `<w:comments xmlns:w="w"><w:comment>${paragraph('ask Marcus Webb')}</w:comment></w:comments>`,
        'word/header1.xml': `<w:hdr xmlns:w="w">${paragraph('DOB 3/4/1980')}</w:hdr>`,
        'word/_rels/document.xml.rels':
          '<Relationships><Relationship Target="mailto:bea@mail.example" TargetMode="External"/></Relationships>',
        'docProps/core.xml':
          '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Intake of Helen Park</dc:title></cp:coreProperties>',
        'docProps/custom.xml':
          '<Properties xmlns:vt="v"><property name="MRN"><vt:lpwstr>5583921</vt:lpwstr></property></Properties>',
        'word/embeddings/inner.txt': 'SSN 521-44-9021',
      },
    )
    const values = await found(bytes, 'a.docx')
    for (const one of [
      ...inBoth('a'),
      'a: Beatrice Okonjo',
      'a: 412-55-8830',
      'a#deleted: (510) 555-0137',
      'a#reviewers: Maria Alvarez',
      'a#comments: Marcus Webb',
      'a#header1: 3/4/1980',
      'a#links: bea@mail.example',
      'a#properties: Helen Park',
      'a#properties: 5583921',
      'a/word/embeddings/inner.txt: 521-44-9021',
    ])
      expect(values).toContain(one)
  })
})

describe('workbooks', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="000\\-00\\-0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
  const rows = [
    '<row><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>DOB</t></is></c><c r="C1" t="inlineStr"><is><t>SSN</t></is></c></row>',
    '<row><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>29284</v></c><c r="C2" s="2"><v>412558830</v></c></row>',
  ].join('')
  const bytes = xlsxWith(rows, {
    shared: ['Daniel Ortiz'],
    sheetName: 'Marcus Webb',
    styles,
    others: {
      'xl/comments1.xml':
        '<comments><commentList><comment><text><t>call (510) 555-0137</t></text></comment></commentList></comments>',
      'xl/pivotCache/pivotCacheDefinition1.xml': '<d><sharedItems><s v="Helen Park"/></sharedItems></d>',
    },
  })

  it('shared and inline strings, dates and numbers as shown, sheet names, comments, caches of pivot tables', async () => {
    const { texts } = await extractAttachment({ id: 'a', kind: 'attachment', bytes, fileName: 'a.xlsx' })
    expect(texts.find(({ id }) => id === 'a#sheet1')?.text).toBe(
      'Name\tDOB\tSSN\nDaniel Ortiz\t3/4/1980\t412-55-8830',
    )
    const values = await found(bytes, 'a.xlsx')
    for (const one of [
      'a#sheet1: Daniel Ortiz',
      'a#sheet1: 3/4/1980',
      'a#sheet1: 412-55-8830',
      'a#sheet-name-1: Marcus Webb',
      'a#comments1: (510) 555-0137',
      'a#pivotCache/pivotCacheDefinition1: Helen Park',
    ])
      expect(values).toContain(one)
  })
})

describe('pictures', () => {
  const tags = {
    description: 'Helen Park at home',
    owner: 'Ann Rivera',
    cameraSerial: '3012345678',
    lensSerial: '0000c12fe4',
    position: [
      [37, 46, 30],
      [122, 25, 10],
    ],
  } as const
  const expected = [
    'a#properties: 37.77500, -122.41944',
    'a#properties: 3012345678',
    'a#properties: 0000c12fe4',
    'a#properties: Ann Rivera',
    'a#properties: Helen Park',
  ]

  it.each([
    ['JPEG', jpegWith(tags), 'a.jpg'],
    ['TIFF', tiffWith(tags), 'a.tif'],
    ['PNG', pngWith(tags, 'patient Marcus Webb'), 'a.png'],
    ['JPEG called text', jpegWith(tags), 'a.txt'],
  ])(
    '%s: position, serial numbers and names; the picture itself stays unscanned',
    async (_name, bytes, fileName) => {
      const values = await found(bytes, fileName)
      for (const one of expected) expect(values).toContain(one)
      const result = await fullScan(
        { parts: [{ id: 'a', kind: 'attachment', bytes, fileName }] },
        emptyContext,
      )
      expect(result.findings).toContainEqual(
        expect.objectContaining({
          category: 'B',
          label: 'GEO',
          explanation: 'position where the picture was taken (GPS)',
        }),
      )
      expect(result.findings).toContainEqual(expect.objectContaining({ category: 'M', label: 'DEVICE' }))
      // Only the PNG names somebody as a patient.
      expect(result.decision).toBe(fileName === 'a.png' ? 'phi' : 'identifiers-only')
      expect(result.notScanned).toEqual([{ part: 'a', reason: 'image', possible: ['P', 'Q'] }])
    },
  )

  it('leaves out the sender’s own name, and says so of a patient by the list', async () => {
    const bytes = jpegWith(tags)
    const own = await found(bytes, 'a.jpg', { ...emptyContext, self: [{ name: 'Ann Rivera' }] })
    expect(own).not.toContain('a#properties: Ann Rivera')
    const context = { ...emptyContext, patients: [{ name: 'Ann Rivera' }] }
    const { findings } = await fullScan({ parts: [{ id: 'a', kind: 'attachment', bytes }] }, context)
    const named = findings.filter(({ label, patient }) => label === 'NAME' && patient !== undefined)
    expect(named).toHaveLength(1)
  })

  it('XMP: people, places and serial numbers in attributes and elements', async () => {
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description aux:SerialNumber="77120034" photoshop:City="Sacramento"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">patient Marcus Webb</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>'
    const values = await found(jpegWith({}, xmp), 'a.jpg')
    expect(values).toContain('a#xmp: Marcus Webb')
    expect(values).toContain('a#xmp: 77120034')
  })
})
