import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodingsOf } from '../../../test/support/canaries.ts'
import { testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { parseMessage, partBytes, readContent, readEnvelope } from '../mime/index.ts'
import { listSubmissions, readSentCopyRaw, readSubmissionRaw } from '../store/index.ts'

/** Whatever a mail host, or somebody with the patient's unlocked mail app, can read of what leaves. */
type Readable = { readonly copy: string; readonly bytes: Buffer }

let practice: TestPractice
let readable: Readable[]
let subjects: string[]
let attachmentNames: string[]

const fileName = 'Wolverton discharge summary.txt'
const pictureName = 'Quillfeather scan.png'
/** One pixel; its name is what counts. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

beforeAll(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
  await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
  const id = writeDraft(
    practice,
    {
      to: [
        { name: 'Maria Zebulon Alvarez', address: 'maria@mail.example' },
        { name: 'Dr. Osgood Lee', address: 'lee@lakeside.example' },
      ],
      subject: 'Trintellix for Zebulon',
      html: '<p>Dear Maria, the dose stays. <a href="https://portal.example/ptarmigan">Portal</a></p>',
    },
    [
      { name: fileName, bytes: Buffer.from('Farnsworth was discharged.') },
      { name: pictureName, bytes: picture },
    ],
  )
  const outcome = valueOf(await testSender(practice).send(id, []))
  if (outcome.kind !== 'held') throw new Error(JSON.stringify(outcome.review.questions))
  const own = readSentCopyRaw(practice.store, outcome.logicalId)
  const copies = [
    ...listSubmissions(practice.store, outcome.logicalId).map((one) => ({
      copy: one.method,
      raw: readSubmissionRaw(practice.store, one.id),
    })),
    { copy: 'own copy in Sent', raw: own ?? new Uint8Array() },
  ]
  expect(copies.map(({ copy }) => copy).sort()).toEqual(['openpgp', 'own copy in Sent', 'sealed-message'])
  const opened = copies.map(({ copy, raw }) => ({ copy, raw, tree: valueOf(parseMessage(raw)) }))
  subjects = opened.map(({ tree }) => readEnvelope(tree).subject)
  attachmentNames = opened.flatMap(({ tree }) => readContent(tree).attachments.map((one) => one.fileName))
  readable = opened.flatMap(({ copy, raw, tree }) => [
    { copy, bytes: Buffer.from(raw) },
    ...readContent(tree).attachments.flatMap(({ partPath }) => {
      const bytes = Buffer.from(partBytes(tree, partPath) ?? [])
      return [bytes, ...inflatedStreams(bytes)].map((one) => ({ copy, bytes: one }))
    }),
  ])
})
afterAll(() => {
  practice.dispose()
})

/** The streams of a PDF that can be inflated, as if none of them were encrypted. */
function inflatedStreams(file: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = file.indexOf('stream\n'); at !== -1; at = file.indexOf('stream\n', at + 7)) {
    try {
      found.push(inflateSync(file.subarray(at + 7)))
    } catch {
      // Encrypted, or no deflated stream.
    }
  }
  return found
}

function copiesThatTell(words: string): string[] {
  const forms = Object.values(encodingsOf(words))
  return readable.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map(({ copy }) => copy)
}

describe('what stays readable outside the seal', () => {
  it.each([
    ['the subject', 'Trintellix'],
    ["a patient's name in the subject", 'Zebulon'],
    ["a recipient's display name", 'Osgood'],
    ["a recipient's display name as the writer typed it", 'Maria Zebulon'],
    ["the name of a patient from the practice's list", 'Maria Alvarez'],
    ["an attachment's file name", 'Wolverton'],
    ["a picture's file name", 'Quillfeather'],
    ['what is in an attachment', 'Farnsworth'],
    ['the text', 'the dose stays'],
    ['where a link leads', 'ptarmigan'],
    ["the practice's name, which tells what it treats", 'Eating Disorder'],
  ])('does not tell %s', (_leak, words) => {
    expect(copiesThatTell(words)).toEqual([])
  })

  it('tells the neutral name and the addresses, so the search finds what there is (control)', () => {
    expect(copiesThatTell('Ana Rivera')).toContain('sealed-message')
    expect(copiesThatTell('maria@mail.example')).toContain('sealed-message')
    expect(copiesThatTell('lee@lakeside.example')).toContain('openpgp')
  })

  it('does not tell one recipient the address of another', () => {
    expect(copiesThatTell('maria@mail.example')).not.toContain('openpgp')
    expect(copiesThatTell('lee@lakeside.example')).not.toContain('sealed-message')
    expect(copiesThatTell('maria@mail.example')).not.toContain('own copy in Sent')
  })

  it('has subjects and file names that are the same for everybody', () => {
    expect(new Set(subjects)).toEqual(new Set(['Message from Ana Rivera', '[...]']))
    for (const name of attachmentNames) {
      expect(['Message.html', 'Message.pdf', 'encrypted.asc', '']).toContain(name)
    }
    expect(attachmentNames).toContain('Message.html')
  })
})
