import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../../../test/support/store.ts'
import { isSelfSealed } from '../sealed.ts'
import { readBundle, writeBundle, type BundleHeader } from './format.ts'
import { findRecoveryBundle, sealRecoveryBundle } from './message.ts'

const vectors = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../test/data/recovery-bundle/vectors.json'), 'utf8'),
) as {
  header: BundleHeader
  headerLine: string
  content: string
  key: string
  nonce: string
  sizeBytes: number
  sha256: string
}
const { header } = vectors
const key = Buffer.from(vectors.key, 'hex')
const nonce = Buffer.from(vectors.nonce, 'hex')
const content = Buffer.from(vectors.content)
const bundle = valueOf(writeBundle(header, content, key, nonce))

describe('the vector', () => {
  it('is written byte for byte', () => {
    expect(bundle.subarray(0, bundle.indexOf('\n')).toString()).toBe(vectors.headerLine)
    expect(bundle.byteLength).toBe(vectors.sizeBytes)
    expect(createHash('sha256').update(bundle).digest('hex')).toBe(vectors.sha256)
  })

  it('is read back', () => {
    const found = readBundle(bundle)
    expect(found?.header).toEqual(header)
    expect(valueOf(found!.open(key)).toString()).toBe(vectors.content)
  })
})

describe('a bundle', () => {
  const start = bundle.indexOf('\n') + 1
  const places = [
    ...[0, 20, start - 2, start, start + 12, start + 16, start + 100_000],
    ...[bundle.length - 17, bundle.length - 16, bundle.length - 1],
  ]
  it.each(places)('changed at byte %i gives nothing', (place) => {
    const changed = Buffer.from(bundle)
    changed[place]! ^= 1
    const opened = readBundle(changed)?.open(key)
    expect(opened?.ok ?? false).toBe(false)
  })

  it('with a higher sequence put before it gives nothing', () => {
    const line = vectors.headerLine.replace('"sequence":7', '"sequence":8')
    const forged = readBundle(Buffer.concat([Buffer.from(`${line}\n`), bundle.subarray(start)]))
    expect(forged?.header.sequence).toBe(8)
    expect(forged?.open(key)).toMatchObject({ error: { code: 'recovery/wrong-key' } })
  })

  it.each([0, 10, 60, start, start + 40, bundle.length - 1])('cut after %i bytes gives nothing', (length) => {
    const opened = readBundle(bundle.subarray(0, length))?.open(key)
    expect(opened?.ok ?? false).toBe(false)
  })

  it('with another spelling of the same header is none', () => {
    const spaced = Buffer.from(`${vectors.headerLine.replace('{', '{ ')}\n`)
    expect(readBundle(Buffer.concat([spaced, bundle.subarray(start)]))).toBeNull()
  })

  it('opens with no other key', () => {
    expect(readBundle(bundle)?.open(randomBytes(32))).toMatchObject({ error: { code: 'recovery/wrong-key' } })
  })

  it.each([1, 1000, 200_000])('of %i bytes has the size of an empty one', (length) => {
    const other = valueOf(writeBundle(header, Buffer.alloc(length, 'x'), key, nonce))
    expect(other.byteLength).toBe(bundle.byteLength)
  })

  it('of more than the limit is refused', () => {
    const large = writeBundle(header, Buffer.alloc(20 * 1024 * 1024 + 1), key, nonce)
    expect(large).toMatchObject({ error: { code: 'recovery/too-large' } })
  })
})

describe('the message around it', () => {
  const seal = (address: string) =>
    sealRecoveryBundle(
      { header, content, address },
      { key, macKey: randomBytes(32), random: (length) => randomBytes(length) },
    )

  it('may be appended, and is found again', () => {
    const message = valueOf(seal('rivera@practice.example'))
    expect(isSelfSealed(message)).toBe(true)
    expect(valueOf(findRecoveryBundle(message.raw)!.open(key)).toString()).toBe(vectors.content)
  })

  it('has lines that every host takes', () => {
    const text = Buffer.from(valueOf(seal('rivera@practice.example')).raw).toString('latin1')
    expect(text.split('\r\n').every((line) => /^[\x20-\x7e]{0,998}$/.test(line))).toBe(true)
  })

  it('with a line break in the address is refused', () => {
    expect(seal('rivera@practice.example\r\nBcc: eve@elsewhere.test').ok).toBe(false)
  })

  it.each([
    '',
    'Subject: x\r\n\r\ntext',
    'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nx\r\n--a--',
  ])('is not seen in other mail %#', (raw) => {
    expect(findRecoveryBundle(Buffer.from(raw))).toBeNull()
  })
})
