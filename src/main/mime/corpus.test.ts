import { readdirSync, readFileSync } from 'node:fs'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { corpus, type Expected } from '../../../test/data/mime/expected.ts'
import {
  type Content,
  displayText,
  type Envelope,
  type MessageTree,
  parseMessage,
  readContent,
  readEnvelope,
} from './index.ts'

const folder = 'test/data/mime/'
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => name.slice(0, -4))

function open(name: string): { tree: MessageTree; envelope: Envelope; content: Content } {
  const parsed = parseMessage(readFileSync(`${folder}${name}.eml`))
  if (!parsed.ok) throw new Error(`${name}: ${parsed.error.code}`)
  return { tree: parsed.value, envelope: readEnvelope(parsed.value), content: readContent(parsed.value) }
}

describe('the corpus of our own making', () => {
  it('has a row for every file and a file for every row', () => {
    expect(Object.keys(corpus).toSorted()).toEqual(files.toSorted())
  })

  it.each(Object.entries(corpus))('reads %s as its row says', (name, expected: Expected) => {
    const { tree, envelope, content } = open(name)
    expect({
      subject: envelope.subject,
      from: envelope.from.map((each) => (each.name === '' ? each.address : `${each.name} <${each.address}>`)),
      text: content.text,
      hasHtml: content.html !== null,
      files: content.attachments.map((file) => file.fileName),
      warnings: [
        ...envelope.ambiguous,
        ...tree.parts.flatMap((part) => part.defects.map((defect) => `${part.path} ${defect}`)),
      ],
    }).toEqual({
      subject: expected.subject,
      from: expected.from ?? ['Maria Alvarez <maria.alvarez@patient.example>'],
      text: expected.text,
      hasHtml: expected.hasHtml ?? false,
      files: expected.files ?? [],
      warnings: expected.warnings ?? [],
    })
  })
})

/** Messages on which the other parser is known to be wrong or to have another aim, with the reason. */
const otherByDesign: Readonly<Record<string, string>> = {
  'base64-chunks': 'stops at the first padding',
  'charset-cp437': 'knows the WHATWG charsets only',
  'charset-utf-7': 'knows the WHATWG charsets only',
  'charset-unknown': 'takes Windows-1252 where UTF-8 is valid',
  'plain-mislabelled-ascii': 'takes Windows-1252 where UTF-8 is valid',
  'plain-unlabelled-latin1': 'takes UTF-8 where it is not valid',
  flowed: 'keeps the quote mark of a joined line',
  'html-only': 'makes no text from HTML',
  'mailing-list': 'makes no text from HTML',
  'apple-mixed-html': 'adds the text form to each HTML part',
  digest: 'flattens nested messages into the text',
  dsn: 'shows the delivery status as text',
  'nested-message': 'flattens nested messages',
}

describe('postal-mime as a second opinion on ordinary mail', () => {
  const ordinary = files.filter((name) => !name.startsWith('hostile-') && !(name in otherByDesign))

  it.each(ordinary)('agrees on %s', async (name) => {
    const { envelope, content } = open(name)
    const other = await PostalMime.parse(readFileSync(`${folder}${name}.eml`))
    expect(displayText(other.subject ?? '')).toBe(envelope.subject)
    expect((other.text ?? '').replace(/\r\n/g, '\n').trimEnd()).toBe((content.text ?? '').trimEnd())
    const otherFiles = other.attachments.filter(
      (file) => !/pgp-signature|pkcs7-signature|pgp-encrypted/.test(file.mimeType),
    )
    expect(otherFiles.length).toBe(content.attachments.length)
    expect(other.messageId ?? null).toBe(envelope.messageId)
  })

  it('compares at least 40 messages', () => {
    expect(ordinary.length).toBeGreaterThanOrEqual(40)
  })
})
