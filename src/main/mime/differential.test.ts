import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import PostalMime from 'postal-mime'
import { beforeAll, describe, expect, it } from 'vitest'
import { differencesToPostalMime, differencesToPython } from '../../../test/data/mime/differences.ts'
import { displayText, findAmbiguities, parseMessage, readContent, readEnvelope } from './index.ts'

const folder = 'test/data/mime/'

/** What two parsers should agree on. */
type Opinion = { readonly subject: string; readonly text: string; readonly files: number }

/** Ours, of the messages on which programs aren't said to differ. */
const ours = new Map<string, Opinion & { readonly hasHtml: boolean }>()
for (const file of readdirSync(folder).filter((name) => name.endsWith('.eml'))) {
  const parsed = parseMessage(readFileSync(folder + file))
  if (!parsed.ok) throw new Error(`${file}: ${parsed.error.code}`)
  const envelope = readEnvelope(parsed.value)
  const content = readContent(parsed.value)
  if (findAmbiguities(parsed.value, envelope).length > 0) continue
  ours.set(file.slice(0, -4), {
    // They give the plain text, whatever the HTML beside it says.
    ...opinion(envelope.subject, content.unshownText ?? content.text ?? '', content.attachments.length),
    hasHtml: content.html !== null,
  })
}

/** Line ends, blanks at line ends and NUL are no matter of the parser. */
function opinion(subject: string, text: string, files: number): Opinion {
  const lines = text.replace(/\r\n?/g, '\n').replaceAll('\0', '')
  return { subject: displayText(subject), text: lines.replace(/[ \t]+$/gm, '').trim(), files }
}

async function postalMime(name: string): Promise<Opinion> {
  const mail = await PostalMime.parse(readFileSync(`${folder}${name}.eml`))
  const files = mail.attachments.filter(
    ({ mimeType }) => !/pgp-signature|pkcs7-signature|pgp-encrypted/.test(mimeType),
  )
  return opinion(mail.subject ?? '', mail.text ?? '', files.length)
}

let pythonRead: Readonly<Record<string, Opinion | { readonly error: string }>> = {}
beforeAll(() => {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const
  pythonRead = JSON.parse(
    execFileSync('python3', ['test/support/python-mail.py', folder], options),
  ) as typeof pythonRead
})

function python(name: string): Opinion | { readonly error: string } {
  const read = pythonRead[name] ?? { error: 'not read' }
  return 'error' in read ? read : opinion(read.subject, read.text, read.files)
}

describe.each([
  ['postal-mime', postalMime, differencesToPostalMime],
  ["Python's email", python, differencesToPython],
] as const)('%s as a second opinion', (_parser, read, reasons) => {
  it.each([...ours])('agrees on %s, or differs for a stated reason', async (name, { hasHtml, ...own }) => {
    const other = await read(name)
    // Neither makes text from HTML.
    const shown = 'text' in other && hasHtml && other.text === '' ? { ...other, text: own.text } : other
    if (name in reasons) expect(shown).not.toEqual(own)
    else expect(shown).toEqual(own)
  })

  it('is asked about at least 250 messages and differs on few', () => {
    expect(ours.size - Object.keys(reasons).length).toBeGreaterThanOrEqual(250)
    expect(Object.keys(reasons).filter((name) => !ours.has(name))).toEqual([])
  })
})
