import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  displayText,
  type MessagePart,
  type MessageTree,
  parseAddressList,
  parseMessage,
  partBytes,
  readContent,
  readEnvelope,
  sanitizeFileName,
  sanitizeHtml,
  snippetOf,
  splitQuote,
  textToHtml,
} from './index.ts'
import { cpuMs } from '../../../test/support/cpu-time.ts'
import { mutate, tokens } from '../../../test/support/mutate-mail.ts'
import { seededRandom } from '../../../test/support/random.ts'

const folder = 'test/data/mime/'
const corpus = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .toSorted()
  .map((name) => readFileSync(folder + name))

/** Everything the reader does with a message; gives the tree, or null where a limit was met. */
function readAll(raw: Uint8Array): MessageTree | null {
  const parsed = parseMessage(raw)
  if (!parsed.ok) return null
  readEnvelope(parsed.value)
  const content = readContent(parsed.value)
  for (const { partPath } of content.attachments) partBytes(parsed.value, partPath)
  if (content.text !== null) {
    snippetOf(content.text)
    textToHtml(content.text, { scheme: 'light' })
  }
  if (content.html !== null) {
    sanitizeHtml(content.html, { scheme: 'dark', inlineImage: () => null, remoteImages: 'blocked' })
  }
  return parsed.value
}

function expectSoundRanges(tree: MessageTree): void {
  const check = (part: MessagePart, from: number, to: number): void => {
    expect(part.start).toBeGreaterThanOrEqual(from)
    expect(part.bodyStart).toBeGreaterThanOrEqual(part.start)
    expect(part.end).toBeGreaterThanOrEqual(part.bodyStart)
    expect(part.end).toBeLessThanOrEqual(to)
    for (const field of part.fields) {
      expect(field.start).toBeGreaterThanOrEqual(part.start)
      expect(field.valueStart).toBeGreaterThan(field.start)
      expect(field.end).toBeGreaterThanOrEqual(field.valueStart)
      expect(field.end).toBeLessThanOrEqual(to)
    }
    let position = part.bodyStart
    for (const child of part.children) {
      check(child, position, part.end)
      position = child.end
    }
  }
  check(tree.root, 0, tree.raw.length)
}

describe('malformed mail', () => {
  it('500 seeded mutations of the corpus never throw, keep sound ranges and stay quick', () => {
    const fraction = seededRandom(20_261_121)
    const random = (bound: number) => Math.floor(fraction() * bound)
    const times: number[] = []
    for (let run = 0; run < 500; run += 1) {
      const [source, donor] = [corpus[run % corpus.length], corpus[random(corpus.length)]]
      if (source === undefined || donor === undefined) throw new Error('The corpus is empty')
      const { raw: mutated } = mutate(source, random, donor)
      const startedMs = cpuMs()
      const tree = readAll(mutated)
      times.push(cpuMs() - startedMs)
      if (tree !== null) expectSoundRanges(tree)
    }
    expect(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)]).toBeLessThan(200)
  })

  it('any bytes give a Result', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (raw) => {
        const tree = readAll(raw)
        if (tree !== null) expectSoundRanges(tree)
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  it('any header text gives an envelope', () => {
    const name = fc.constantFrom(
      'From',
      'To',
      'Subject',
      'Date',
      'References',
      'Content-Type',
      'Content-Disposition',
      'Sender',
    )
    const value = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc
        .array(fc.constantFrom(...tokens, 'a@b.example', 'x', ' ', ','), { maxLength: 40 })
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (fields) => {
        readAll(Buffer.from(fields.map(([key, text]) => `${key}: ${text}\r\n`).join('') + '\r\nbody'))
      }),
      { numRuns: 500, seed: 2 },
    )
  })
})

describe('what is shown', () => {
  it('never holds control or bidi characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(displayText(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/)
      }),
      { seed: 3 },
    )
  })

  it('a safe file name is one component that no system reserves', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.constantFrom('../x', 'con', 'a/b', '..', '.'),
        ),
        (text) => {
          const { fileName } = sanitizeFileName(text, 'attachment.bin')
          expect(fileName).not.toMatch(/[/\\<>:"|?*\u0000-\u001f\u202a-\u202e]|^\.|^\s|[\s.]$/)
          expect(fileName.length).toBeGreaterThan(0)
          expect(fileName.length).toBeLessThanOrEqual(200)
        },
      ),
      { numRuns: 500, seed: 4 },
    )
  })

  it('a snippet is one line of at most its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const snippet = snippetOf(text, 140)
        expect(snippet.length).toBeLessThanOrEqual(140)
        expect(snippet).not.toMatch(/[\r\n\t]/)
      }),
      { seed: 5 },
    )
  })

  it('splitting a quote loses no word', () => {
    const line = fc.constantFrom(
      'hello',
      '> quoted',
      '',
      '-- ',
      'On Mon, 1 Jan 2026, X wrote:',
      '-----Original Message-----',
      'From: a',
      'Sent: b',
      'To: c',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const { newText, quoted, signature } = splitQuote(lines.join('\n'))
        const words = (text: string): string[] =>
          text.split(/\s+/).filter((word) => word !== '' && word !== '--')
        expect(words([newText, signature ?? '', quoted ?? ''].join('\n'))).toEqual(words(lines.join('\n')))
      }),
      { numRuns: 500, seed: 6 },
    )
  })

  it('an address list never yields an address with white space or control characters', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'a',
            '@',
            'b.example',
            '<',
            '>',
            '"',
            '(',
            ')',
            ',',
            ';',
            ':',
            ' ',
            '\t',
            '\\',
            '\u202e',
            '\0',
          ),
          { maxLength: 60 },
        ),
        (pieces) => {
          for (const { address } of parseAddressList(pieces.join('')).addresses) {
            if (!address.startsWith('"')) expect(address).not.toMatch(/[\s\u0000-\u001f\u202e]/)
          }
        },
      ),
      { numRuns: 1_000, seed: 7 },
    )
  })
})
