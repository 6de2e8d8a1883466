import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openAnswer } from '../answer.ts'
import { findSealedAnswers } from '../find-answers.ts'
import { pageAnswerLayout } from './layout.ts'
import { paddedLength } from './padding.ts'
import { decodePageAnswer, encodePageAnswer } from './page-answer.ts'
import { referenceOf } from './reference.ts'
import { readVector, vectorFolder } from './vectors.fixture.ts'

const file = (name: string) => readFileSync(resolve(vectorFolder, name), 'utf8')
const vector = JSON.parse(file('v1-page-answer.json')) as {
  replyKeyBase64: string
  reference: string
  text: string
  attachments: { name: string; type: string; base64: string }[]
  payloadBase64: string
}
const written = {
  reference: vector.reference,
  text: vector.text,
  attachments: vector.attachments.map(({ name, type, base64 }) => ({
    name,
    type,
    bytes: new Uint8Array(Buffer.from(base64, 'base64')),
  })),
}

describe('test vector v1-page-answer', () => {
  it('has the number of the message whose reply key it names', () => {
    expect(referenceOf(new Uint8Array(Buffer.from(vector.replyKeyBase64, 'base64')))).toBe(vector.reference)
    expect(readVector('full').content.reply?.key).toEqual(
      new Uint8Array(Buffer.from(vector.replyKeyBase64, 'base64')),
    )
  })
  it('is written byte for byte, and read again', () => {
    expect(Buffer.from(encodePageAnswer(written)).toString('base64')).toBe(vector.payloadBase64)
    expect(decodePageAnswer(new Uint8Array(Buffer.from(vector.payloadBase64, 'base64')))).toEqual({
      ok: true,
      value: written,
    })
  })
  it('opens with the practice key, out of a mail', async () => {
    const [armored = ''] = findSealedAnswers(`Hello\n\n${file('v1-page-answer.asc')}`)
    const opened = await openAnswer(armored, {
      secretKeys: [file('practice-secret-key.asc')],
      replyKeyFor: () => {
        throw new Error('nothing here is bound to a key')
      },
      now: new Date('2026-11-22T13:00:00Z'),
    })
    expect(opened).toEqual({ ok: true, value: { source: 'reply-page', ...written } })
  })
})

/** A payload around any manifest, by somebody who read the spec. */
function around(manifest: unknown, files: Uint8Array = new Uint8Array()): Uint8Array {
  const json = Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  const start = pageAnswerLayout.magic.length + 5
  const payload = new Uint8Array(paddedLength(start + json.length + files.length, 512))
  payload.set(Buffer.from(pageAnswerLayout.magic))
  payload[8] = pageAnswerLayout.version
  new DataView(payload.buffer).setUint32(9, json.length)
  payload.set(json, start)
  payload.set(files, start + json.length)
  return payload
}
const good = { reference: vector.reference, text: 'Yes', attachments: [] as unknown }
const whole = around(good)
const withFields = (fields: object, files?: Uint8Array) => around({ ...good, ...fields }, files)
const named = (name: string) => withFields({ attachments: [{ name, type: 'text/plain', size: 0 }] })

describe('a hostile answer of the reply page', () => {
  it('is refused for what is wrong with it alone (control)', () => {
    expect(decodePageAnswer(whole)).toEqual({ ok: true, value: { ...good, attachments: [] } })
  })

  it.each<[string, Uint8Array, string]>([
    ['empty', new Uint8Array(), 'sealed/not-a-container'],
    ['with the mark of a message', whole.with(2, 0x41), 'sealed/not-a-container'],
    ['of version 0', whole.with(8, 0), 'sealed/damaged'],
    ['of version 2', whole.with(8, 2), 'sealed/version-newer'],
    ['cut in its head', whole.slice(0, 12), 'sealed/damaged'],
    ['cut short', whole.slice(0, 100), 'sealed/damaged'],
    ['with a byte after its end', Uint8Array.from([...whole, 0]), 'sealed/damaged'],
    ['with a manifest of 4 GiB', whole.slice().fill(255, 9, 13), 'sealed/limits-exceeded'],
    ['with padding that speaks', whole.with(whole.length - 1, 1), 'sealed/damaged'],
    ['with no number', withFields({ reference: undefined }), 'sealed/damaged'],
    ['with a number that is a number', withFields({ reference: Number(vector.reference) }), 'sealed/damaged'],
    ['with a number of a wrong check digit', withFields({ reference: '123456789' }), 'sealed/damaged'],
    [
      'with a number of two lines',
      withFields({ reference: `${vector.reference}\r\nBcc: x@y.example` }),
      'sealed/damaged',
    ],
    ['with a Message-ID for a number', withFields({ reference: '<a@b.example>' }), 'sealed/damaged'],
    ['with no text', withFields({ text: undefined }), 'sealed/damaged'],
    ['with files that are no list', withFields({ attachments: {} }), 'sealed/damaged'],
    [
      'with 101 files',
      withFields({ attachments: Array(101).fill({ name: 'a', type: 'a/b', size: 0 }) }),
      'sealed/limits-exceeded',
    ],
    ['with a file name that climbs', named('../a'), 'sealed/damaged'],
    ['with a file name of two lines', named('a\r\nContent-Type: text/html'), 'sealed/damaged'],
    ['with a file name that turns around', named('a\u202egpj.exe'), 'sealed/damaged'],
    [
      'with a file longer than it is',
      withFields({ attachments: [{ name: 'a', type: 'a/b', size: 9e6 }] }),
      'sealed/damaged',
    ],
    ['with a file that nothing names', around(good, new Uint8Array([1])), 'sealed/damaged'],
  ])('%s is refused', (_name, payload, code) => {
    const read = decodePageAnswer(payload)
    expect(read.ok || read.error.code).toBe(code)
  })
})
