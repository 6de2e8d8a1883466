import { describe, expect, it } from 'vitest'
import { limits, parseMessage, readHeaderOnly } from './index.ts'

const head =
  'From: Maria <maria@patient.example>\r\nSubject: Hello\r\n there\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\n'
const listed = { from: [{ name: 'Maria', address: 'maria@patient.example' }], subject: 'Hello there' }
const flood = 'X-Trace: here\r\n'.repeat(limits.maxFieldsPerPart + 1)

describe('the head of a message that is over the limits', () => {
  it.each([
    ['fields', `${flood}${head}\r\nText`],
    ['bytes of header', `X-Long: ${'x'.repeat(limits.maxHeaderBytesPerPart)}\r\n${head}\r\nText`],
    [
      'parts',
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n'.repeat(limits.maxParts + 1)}`,
    ],
  ])('is read although there are too many %s', (_what, text) => {
    const raw = Buffer.from(text)
    expect(parseMessage(raw)).toMatchObject({ ok: false, error: { code: 'mime/too-complex' } })
    expect(readHeaderOnly(raw)).toMatchObject({ ...listed, date: '2026-11-22T10:00:00.000Z' })
  })

  it('ends at the blank line', () => {
    expect(readHeaderOnly(Buffer.from(`Subject: A\r\n\r\nFrom: x@evil.example\r\n`))).toMatchObject({
      subject: 'A',
      from: [],
    })
  })

  it('is taken in part where the listed fields themselves are the flood', () => {
    const raw = Buffer.from(
      `${head}${'To: a@b.example, '.repeat(200_000)}\r\n${'Subject: x\r\n'.repeat(9_000)}`,
    )
    expect(readHeaderOnly(raw)).toMatchObject(listed)
    expect(readHeaderOnly(Buffer.alloc(0))).toMatchObject({ from: [], subject: '' })
  })
})
