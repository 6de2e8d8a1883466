import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PageCipher } from './page-cipher.ts'

type Vectors = {
  readonly key: string
  readonly salt: string
  readonly iv: string
  readonly pages: readonly { readonly number: number; readonly hmac: string; readonly sha256: string }[]
}

/** Made with another program's cryptography (docs/vault.md). */
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/data/vault/page-vectors.json', import.meta.url), 'utf8'),
) as Vectors
const [key, salt, iv] = [vectors.key, vectors.salt, vectors.iv].map((hex) => Buffer.from(hex, 'hex')) as [
  Buffer,
  Buffer,
  Buffer,
]
const bodyEnd = 16_384 - 80

function pageOf({ number, hmac }: Vectors['pages'][number]): Buffer {
  const start = number === 1 ? 16 : 0
  const plain = Buffer.from(
    Array.from({ length: bodyEnd - start }, (_, index) => (31 * (index + start)) % 251),
  )
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([number === 1 ? salt : Buffer.alloc(0), body, iv, Buffer.from(hmac, 'hex')])
}

describe.each(vectors.pages)('page $number', (vector) => {
  it('is known as its own, and as that page alone', () => {
    const page = pageOf(vector)
    expect(createHash('sha256').update(page).digest('hex')).toBe(vector.sha256)
    const cipher = new PageCipher(key, salt)
    expect(cipher.isOwn(page, vector.number)).toBe(true)
    expect(cipher.isOwn(page, vector.number + 1)).toBe(false)
    expect(new PageCipher(Buffer.alloc(32, 1), salt).isOwn(page, vector.number)).toBe(false)
    expect(new PageCipher(key, Buffer.alloc(16, 1)).isOwn(page, vector.number)).toBe(false)
  })

  it('passes to another key and back, with another IV each time', () => {
    const other = PageCipher.forNewFile(Buffer.alloc(32, 1))
    const own = new PageCipher(key, salt)
    const page = pageOf(vector)
    expect(own.passTo(other, page, vector.number)).toBe(true)
    expect([own.isOwn(page, vector.number), other.isOwn(page, vector.number)]).toEqual([false, true])
    expect(page.subarray(bodyEnd, bodyEnd + 16).equals(iv)).toBe(false)
    expect(other.passTo(own, page, vector.number)).toBe(true)
    expect(textOf(page, vector.number).equals(textOf(pageOf(vector), vector.number))).toBe(true)
  })
})

function textOf(page: Buffer, number: number): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(bodyEnd, bodyEnd + 16)).setAutoPadding(
    false,
  )
  return Buffer.concat([decipher.update(page.subarray(number === 1 ? 16 : 0, bodyEnd)), decipher.final()])
}

it('leaves alone the page that SQLite keeps for locks, and those that were never written', () => {
  const [own, other] = [new PageCipher(key, salt), PageCipher.forNewFile(Buffer.alloc(32, 1))]
  const locks = Buffer.alloc(16_384, 7)
  const empty = Buffer.alloc(16_384)
  expect([own.passTo(other, locks, 65_537), own.passTo(other, empty, 5)]).toEqual([true, true])
  expect([locks.equals(Buffer.alloc(16_384, 7)), empty.equals(Buffer.alloc(16_384))]).toEqual([true, true])
  // The control: the same bytes as any other page are refused.
  expect(own.passTo(other, locks, 65_536)).toBe(false)
})
