import { describe, expect, it } from 'vitest'
import { readAutocrypt } from './autocrypt.ts'
import { autocryptField } from './build/header-field.ts'
import { parseMessage } from './parse.ts'

const lee = 'lee@clinic.example'
const keyData = new Uint8Array(Array.from({ length: 900 }, (_, at) => at % 256))
const base64 = Buffer.from(keyData).toString('base64')
const header = (attributes: string) => `Autocrypt: ${attributes}`
const good = header(`addr=${lee}; prefer-encrypt=mutual; keydata=${base64}`)

function read(headers: readonly string[], contentType = 'text/plain'): Uint8Array | null {
  const text = [`From: Dr. Lee <${lee}>`, ...headers, `Content-Type: ${contentType}`, '', 'Hello'].join(
    '\r\n',
  )
  const parsed = parseMessage(new TextEncoder().encode(text))
  if (!parsed.ok) throw new Error(parsed.error.code)
  return readAutocrypt(parsed.value, lee)
}

describe('an Autocrypt header', () => {
  it('gives back what our own field says, folded as it travels', () => {
    const field = autocryptField(lee, keyData)
    if (!field.ok) throw new Error(field.error.code)
    expect(field.value.text.split('\r\n').every((line) => line.length <= 78)).toBe(true)
    expect(read([field.value.text])).toEqual(keyData)
  })

  it.each([
    ['plain', good],
    ['with a capital address', header(`addr=Lee@Clinic.example; keydata=${base64}`)],
    ['with an unknown attribute that is not critical', header(`addr=${lee}; _new=1; keydata=${base64}`)],
    ['with an unknown preference', header(`addr=${lee}; prefer-encrypt=maybe; keydata=${base64}`)],
  ])('counts %s', (_what, line) => {
    expect(read([line])).toEqual(keyData)
  })

  it.each([
    ['none', []],
    ["somebody else's address", [header(`addr=eve@clinic.example; keydata=${base64}`)]],
    ['no address', [header(`keydata=${base64}`)]],
    ['no key', [header(`addr=${lee}; prefer-encrypt=mutual`)]],
    ['an unknown critical attribute', [header(`addr=${lee}; type=1; keydata=${base64}`)]],
    ['the address twice', [header(`addr=${lee}; addr=${lee}; keydata=${base64}`)]],
    ['no base64', [header(`addr=${lee}; keydata=<script>`)]],
    ['a key beyond all measure', [header(`addr=${lee}; keydata=${'A'.repeat(200_000)}`)]],
    ['two valid ones, of which one may have been added on the way', [good, good]],
  ])('is no hint: %s', (_what, lines) => {
    expect(read(lines)).toBeNull()
  })

  it('counts beside an invalid one', () => {
    expect(read([good, header(`addr=eve@clinic.example; keydata=${base64}`)])).toEqual(keyData)
  })

  it("of a delivery report is somebody else's", () => {
    expect(read([good], 'multipart/report; report-type=delivery-status; boundary=b')).toBeNull()
  })
})
