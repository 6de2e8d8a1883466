import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  loadPdfFonts,
  referenceOf,
  type PdfFonts,
  type SealedContent,
} from '../../../src/main/sealing/index.ts'
import { buildPdfForm, type PdfFormOptions } from '../../../src/main/sealing/sealed-message/pdf-form.ts'

const passphrase = 'acorn-baker-candy-delta-cab-cab'
const cover = { language: 'en', senderLabel: 'Dr. Rivera', phone: '(555) 010-0100' } as const
const content: SealedContent = {
  messageId: '<m1@practice.example>',
  subject: 'CANARY subject',
  sentAt: '2026-11-21T14:02:00Z',
  fromName: 'Dr. Ana Rivera',
  language: 'en',
  text: 'Dear Łukasz,\n\nCANARY body — “Ελλάδα”, Привет, żółć, ñ, ✓\n\nBye',
  attachments: [],
}

let folder: string
let fonts: PdfFonts
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-'))
  fonts = await loadPdfFonts(resolve(import.meta.dirname, '../../../resources/fonts'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const build = (changes: Partial<SealedContent> = {}, options: Partial<PdfFormOptions> = {}) =>
  buildPdfForm(
    { ...content, ...changes },
    { passphrase, cover, fonts, alsoHtml: false, replyPage: null, ...options },
  )

async function saved(changes: Partial<SealedContent> = {}, alsoHtml = false): Promise<string> {
  const pdf = await build(changes, { alsoHtml })
  if (!pdf.ok) throw new Error(JSON.stringify(pdf.error))
  return save(pdf.value.bytes)
}
async function save(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${String(files++)}.pdf`)
  await writeFile(path, bytes)
  return path
}
function run(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    execFile(command, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      done({ code: error ? 1 : 0, output: stdout + stderr })
    })
  })
}
const text = async (path: string) =>
  (await run('pdftotext', ['-layout', '-upw', passphrase, path, '-'])).output
const pages = async (path: string) =>
  Number(/^Pages:\s+(\d+)/m.exec((await run('pdfinfo', ['-upw', passphrase, path])).output)?.[1])

describe('in poppler and qpdf', () => {
  it('opens with the passphrase, every character there, and not without', async () => {
    const path = await saved()
    const shown = await text(path)
    for (const line of [
      'CANARY subject',
      'Dr. Ana Rivera',
      'Dear Łukasz,',
      '“Ελλάδα”, Привет, żółć, ñ, ✓',
      'call (555) 010-0100',
    ]) {
      expect(shown.replace(/\s+/g, ' ')).toContain(line)
    }
    for (const wrong of [[], ['-upw', 'acorn'], ['-upw', ''], ['-opw', passphrase]]) {
      const refused = await run('pdftotext', [...wrong, path, '-'])
      expect(refused).toEqual({ code: 1, output: expect.stringContaining('Incorrect password') as string })
      expect(refused.output).not.toContain('CANARY')
    }
  })
  it('is AES-256, revision 6, without a fault; printing and screen readers allowed, changes not', async () => {
    const { code, output } = await run('qpdf', ['--check', `--password=${passphrase}`, await saved()])
    expect(code).toBe(0)
    for (const line of [
      'R = 6',
      'Supplied password is user password',
      'stream encryption method: AESv3',
      'string encryption method: AESv3',
      'print high resolution: allowed',
      'extract for accessibility: allowed',
      'modify anything: not allowed',
      'No syntax or stream encoding errors found',
    ]) {
      expect(output).toContain(line)
    }
  })
  it('has the words with spaces as owner password, and none other', async () => {
    const path = await saved()
    const owner = await run('qpdf', ['--check', `--password=${passphrase.replaceAll('-', ' ')}`, path])
    expect(owner.output).toContain('Supplied password is owner password')
    expect((await run('qpdf', ['--check', '--password=', path])).output).toContain('invalid password')
  })
  it('runs over as many pages as it takes, numbered', async () => {
    const path = await saved({ text: 'A sentence of some length. '.repeat(400) })
    const count = await pages(path)
    expect(count).toBeGreaterThan(5)
    expect(await text(path)).toMatch(new RegExp(`2 / ${String(count)}`))
  })
})

describe('the raw bytes', () => {
  it('hold no word of message, subject, sender or attachment', async () => {
    const attachments = [
      { name: 'CANARY diagnosis.pdf', type: 'application/pdf', bytes: await attachedPdf() },
    ]
    const pdf = await build({ attachments })
    if (!pdf.ok) throw new Error(pdf.error.code)
    const raw = Buffer.from(pdf.value.bytes)
    for (const word of ['CANARY', 'diagnosis', 'Łukasz', 'Dr. Ana', 'm1@practice', '%PDF-1.4']) {
      for (const encoded of [
        Buffer.from(word, 'utf8'),
        Buffer.from(word, 'utf16le'),
        Buffer.from(word, 'utf16le').swap16(),
        Buffer.from(Buffer.from(word, 'utf8').toString('hex')),
        Buffer.from(Buffer.from(word, 'utf16le').swap16().toString('hex')),
        Buffer.from(Buffer.from(word, 'utf8').toString('base64').slice(0, -2)),
      ]) {
        expect({ word, at: raw.indexOf(encoded) }).toEqual({ word, at: -1 })
      }
    }
  })
  it('hold no link, form, script or embedded file', async () => {
    const attachments = [{ name: 'a.pdf', type: 'application/pdf', bytes: await attachedPdf() }]
    const path = await saved({ attachments, text: 'https://example.org' })
    const plain = join(folder, 'plain.pdf')
    await run('qpdf', [
      '--decrypt',
      '--qdf',
      '--object-streams=disable',
      `--password=${passphrase}`,
      path,
      plain,
    ])
    const { output } = await run('grep', [
      '-aoE',
      '/(Annots|AcroForm|JavaScript|JS|OpenAction|AA|URI|EmbeddedFile|Launch)\\b',
      plain,
    ])
    expect(output).toBe('')
    const source = await run('grep', ['-aoE', '/(Annots|URI|AA)\\b', await save(await attachedPdf())])
    expect(source.output).toContain('/URI') // positive control: they were there
  })
})

describe('attachments', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
    'base64',
  )
  const file = (name: string, bytes: Uint8Array, type = 'application/octet-stream') => ({ name, type, bytes })

  it('become pages: a picture one, a PDF each of its own', async () => {
    const attachments = [file('photo.png', png, 'image/png'), file('letter.pdf', await attachedPdf())]
    const path = await saved({ attachments })
    expect(await pages(path)).toBe(1 + 1 + 2)
    expect(await text(path)).toContain('Attached page')
    expect(await text(path)).toContain('On the following pages: photo.png, letter.pdf')
  })
  it('are only in the HTML form otherwise, and the PDF says so', async () => {
    const attachments = [file('list.docx', new TextEncoder().encode('PK not a picture'))]
    const pdf = await build({ attachments }, { alsoHtml: true })
    expect(pdf.ok && pdf.value.notPrinted).toEqual(['list.docx'])
    expect(pdf.ok && (await text(await save(pdf.value.bytes))).replace(/\s+/g, ' ')).toContain(
      'Not in this PDF: list.docx. Open Message.html on a computer.',
    )
  })
  it.each([
    ['a document', () => Buffer.from('PK and so on'), 'type'],
    ['a picture that ends early', () => png.subarray(0, 40), 'damaged'],
    ['a picture of 10 thousand million points', () => hugePng(), 'too-large'],
    ['a PDF that is none', () => Buffer.from('%PDF-1.7\nnothing'), 'damaged'],
    ['an encrypted PDF', () => encryptedPdf(), 'encrypted'],
    ['a PDF of 201 pages', () => manyPages(201), 'too-large'],
  ])('are refused with the reason when there is no HTML form: %s', async (_name, make, reason) => {
    const pdf = await build({ attachments: [file('it', await make())] })
    expect(pdf).toEqual({
      ok: false,
      error: { code: 'seal/attachment-not-printable', detail: { name: 'it', reason } },
    })
  })

  function hugePng(): Buffer {
    const huge = Buffer.from(png)
    huge.writeUInt32BE(100_000, 16)
    huge.writeUInt32BE(100_000, 20)
    return huge
  }
})

describe('what it refuses', () => {
  it.each([
    ['an emoji', 'Well done 🧘', '🧘'],
    ['Arabic, whose letters would stand apart', 'سلام', 'س'],
    ['Hebrew, which would run backwards', 'שלום', 'ש'],
    ['a Chinese character', '你好', '你'],
    ['Devanagari', 'नमस्ते', 'न'],
    ['a stacked accent', 'x\u0301', '\u0301'],
  ])('%s, and names the character', async (_name, body, character) => {
    expect(await build({ text: body })).toEqual({
      ok: false,
      error: { code: 'seal/unprintable-character', detail: { character } },
    })
  })
  it.each([
    ['a chosen one', 'my dog is Rex'],
    ['five words', 'acorn-baker-candy-delta-cab'],
    ['none', ''],
  ])('a weak passphrase: %s', async (_name, weak) => {
    expect(await build({}, { passphrase: weak })).toEqual({
      ok: false,
      error: { code: 'seal/pdf-needs-made-words' },
    })
  })
})

/** Two pages with a link, an action and a form field. */
async function attachedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let number = 1; number <= 2; number++) {
    const page = document.addPage([300, 300])
    page.drawText('Attached page', { x: 20, y: 200, size: 12 })
    const action = document.context.obj({ S: 'URI', URI: PDFString.of('https://evil.example') })
    const link = document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 300, 300], A: action })
    page.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(link)]))
    page.node.set(PDFName.of('AA'), document.context.obj({ O: action }))
  }
  document
    .getForm()
    .createTextField('field')
    .addToPage(document.getPage(0), { x: 20, y: 100, width: 100, height: 20 })
  return document.save({ useObjectStreams: false })
}
async function manyPages(count: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let number = 0; number < count; number++) document.addPage([100, 100])
  return document.save()
}
async function encryptedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([100, 100])
  document.encrypt({ userPassword: 'x', ownerPassword: 'y' })
  return document.save()
}

describe('how to answer', () => {
  const reply = { key: new Uint8Array(32).fill(7), certificate: 'x', address: 'rivera@hope.test' }
  const replyPage = 'https://rivera.example/reply.html'
  const number = referenceOf(reply.key).replace(/(\d{3})(?=\d)/g, '$1 ')
  const read = async (options: Partial<PdfFormOptions>, changes: Partial<SealedContent> = { reply }) => {
    const pdf = await build(changes, options)
    if (!pdf.ok) throw new Error(pdf.error.code)
    const path = await save(pdf.value.bytes)
    return { path, words: (await text(path)).replace(/\s+/g, ' ') }
  }

  it('names the reply page and the number of the message, as text and not as a link', async () => {
    const { path, words } = await read({ replyPage, alsoHtml: true })
    expect(words).toContain(
      `To answer, type this address into a browser: ${replyPage} ` +
        `The page asks for this number, and never for a passphrase: ${number} ` +
        'Or open Message.html on a computer, or call (555) 010-0100.',
    )
    const plain = (
      await run('qpdf', [`--password=${passphrase}`, '--qdf', '--object-streams=disable', path, '-'])
    ).output
    expect(plain).toContain('/Type /Page')
    expect(/\/(URI|Annots|A|AA|OpenAction)\b/.exec(plain)?.[0]).toBeUndefined()
  })

  it('says it in Spanish', async () => {
    const { words } = await read({ replyPage, cover: { ...cover, language: 'es' } })
    expect(words).toContain(`escriba esta dirección en un navegador: ${replyPage} `)
    expect(words).toContain(`nunca la frase clave: ${number} O bien, llame al (555) 010-0100.`)
  })

  it('keeps a long address whole, over several lines', async () => {
    const long = `https://rivera.example/${'a-long-way/'.repeat(15)}reply.html`
    const { words } = await read({ replyPage: long })
    expect(words.replaceAll(' ', '')).toContain(long)
  })

  it.each([
    ['no page', { replyPage: null }, { reply }],
    ['nothing that an answer could belong to', { replyPage }, {}],
  ])('says to call where there is %s', async (_name, options, changes) => {
    const { words } = await read(options, changes)
    expect(words).toContain('To answer, call (555) 010-0100.')
    expect(words).not.toContain('type this address')
  })
})
