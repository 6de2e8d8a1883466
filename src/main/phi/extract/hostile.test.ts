import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { leastCpuMs } from '../../../../test/support/cpu-time.ts'
import {
  docxWith,
  messageWith,
  packed,
  paragraph,
  pdfWith,
  xlsxWith,
} from '../../../../test/support/files/documents.ts'
import { hostileFiles } from '../../../../test/support/files/hostile.ts'
import { jpegWith } from '../../../../test/support/files/pictures.ts'
import { notScannedReasons } from '../../../shared/scan-words.ts'
import { extractAttachment } from './extract.ts'
import { cpuMs } from '../../../../test/support/cpu-time.ts'

const read = (bytes: Uint8Array, fileName: string) =>
  extractAttachment({ id: 'a', kind: 'attachment', bytes, fileName })

/** The defence takes a moment; the attack would take minutes, or the memory. */
const PATIENCE_MS = 5_000

describe('hostile files', () => {
  it.each(hostileFiles)('%s is named as not scanned, in time', async (_what, fileName, make) => {
    const bytes = make()
    const start = cpuMs()
    const { notScanned } = await read(bytes, fileName)
    expect(cpuMs() - start).toBeLessThan(PATIENCE_MS)
    expect(notScanned.length).toBeGreaterThan(0)
    for (const { reason } of notScanned) expect(notScannedReasons).toContain(reason)
  })

  it('never expands an entity that a document declares, harmless as it may be', async () => {
    const body = (text: string): string =>
      `<w:document xmlns:w="w"><w:p><w:t>${text}</w:t></w:p></w:document>`
    const declared = packed({ 'word/document.xml': `<!DOCTYPE a [<!ENTITY e "MRN 4471902">]>${body('&e;')}` })
    expect((await read(declared, 'a.docx')).notScanned).toEqual([
      { part: 'a', reason: 'damaged', possible: [] },
    ])
    const plain = await read(packed({ 'word/document.xml': body('MRN 4471902') }), 'a.docx')
    expect(plain).toMatchObject({
      texts: [{ id: 'a', text: expect.stringContaining('MRN 4471902') as string }],
      notScanned: [],
    })
  })

  it.each([
    ['a comment', '<!--'],
    ['a script', '<script>'],
    ['a head', '<head>'],
    ['a title', '<title>'],
    ['a meta tag', '<meta name='],
    ['an entity', '&#'],
    ['a bracket', '<'],
  ])('half a million times the start of %s in a page takes no longer than its size', async (_what, start) => {
    const timeOf = (count: number): Promise<number> => {
      const bytes = Buffer.from(start.repeat(count))
      return leastCpuMs(2, () => read(bytes, 'a.html'))
    }
    const small = await timeOf(50_000)
    // Ten times the size: linear is 10, quadratic is 100.
    expect(await timeOf(500_000)).toBeLessThan(Math.max(small, 15) * 40)
  })
})

describe('a file with any of its bytes changed or cut off', () => {
  const secret = 'Daniel Ortiz, MRN 4471902'
  const originals: [string, Uint8Array][] = []
  beforeAll(async () => {
    originals.push(
      ['a.docx', docxWith(paragraph(secret), { 'word/comments.xml': '<w:c xmlns:w="w"/>' })],
      ['a.xlsx', xlsxWith('<row><c t="s"><v>0</v></c></row>', { shared: [secret] })],
      ['a.pdf', await (await pdfWith(secret)).save()],
      ['a.jpg', jpegWith({ owner: 'Ann Rivera', cameraSerial: '3012345678' })],
      ['a.eml', messageWith(packed({ 'a.txt': secret }), { name: 'a.zip', type: 'application/zip' })],
      ['a.rtf', Buffer.from(String.raw`{\rtf1{\info{\title x}}\b ${secret}\par\u955 ?}`)],
      ['a.ics', Buffer.from(`BEGIN:VCALENDAR\r\nSUMMARY;X="a:b":${secret}\r\nEND:VCALENDAR`)],
    )
  })

  it('gives a result, and texts that are strings', async () => {
    const place = fc.nat()
    await fc.assert(
      fc.asyncProperty(
        fc.nat(6),
        fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 12 }),
        fc.option(place),
        async (which, changes, cut) => {
          const [fileName, original] = originals[which] ?? ['', new Uint8Array()]
          const bytes = Uint8Array.from(original)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const { texts, notScanned } = await read(
            cut === null ? bytes : bytes.slice(0, cut % bytes.length),
            fileName,
          )
          for (const { text } of texts) expect(typeof text).toBe('string')
          for (const { reason } of notScanned) expect(notScannedReasons).toContain(reason)
        },
      ),
      { numRuns: 300 },
    )
  })
})
