import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../shared/ids.ts'
import { createBeginnings } from './beginnings.ts'

const one = 1 as MessageId
const other = 2 as MessageId
const place = { uidValidity: 7, uid: 3 }
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (given: Uint8Array) => new TextDecoder().decode(given)

describe('what came of a message', () => {
  it('is gone on with', () => {
    const beginnings = createBeginnings()
    beginnings.of(one, place).put(0, bytes('abc'))
    const again = beginnings.of(one, place)
    expect(again.sizeBytes).toBe(3)
    again.put(3, bytes('def'))
    expect(text(beginnings.of(one, place).bytes())).toBe('abcdef')
  })

  it.each([
    ['the host numbered anew', { uidValidity: 8, uid: 3 }],
    ['it lies elsewhere', { uidValidity: 7, uid: 4 }],
  ])('counts for nothing where %s', (_when, elsewhere) => {
    const beginnings = createBeginnings()
    beginnings.of(one, place).put(0, bytes('abc'))
    expect(beginnings.of(one, elsewhere).sizeBytes).toBe(0)
  })

  it('stays whole when a fetch that was stopped brings late what the next one has brought', () => {
    const beginnings = createBeginnings()
    const stopped = beginnings.of(one, place)
    stopped.put(0, bytes('abc'))
    const next = beginnings.of(one, place)
    next.put(3, bytes('def'))
    stopped.put(3, bytes('def'))
    stopped.put(0, bytes('abc'))
    stopped.put(9, bytes('xyz'))
    next.put(6, bytes('ghi'))
    expect(text(next.bytes())).toBe('abcdefghi')
  })

  it('gives way to everything at once, from a host that knows no pieces', () => {
    const beginnings = createBeginnings()
    const beginning = beginnings.of(one, place)
    beginning.put(0, bytes('abc'))
    beginning.put(0, bytes('abcdef'))
    expect(text(beginning.bytes())).toBe('abcdef')
  })

  it('can be read up to where its text was seen, and is forgotten with it', () => {
    const beginnings = createBeginnings()
    const beginning = beginnings.of(one, place)
    beginning.put(0, bytes('text'))
    expect(beginnings.textOf(one)).toBeNull()
    beginning.noteText()
    beginning.put(4, bytes(' and files'))
    const { head, keptBytes } = beginnings.textOf(one) ?? { head: bytes(''), keptBytes: 0 }
    expect([text(head), keptBytes]).toEqual(['text', 14])
    beginnings.drop(one)
    expect(beginnings.textOf(one)).toBeNull()
  })

  it('makes room for what is fetched now, the oldest first', () => {
    const beginnings = createBeginnings(10)
    beginnings.of(one, place).put(0, bytes('abcdef'))
    const large = beginnings.of(other, place)
    large.put(0, bytes('abcdef'))
    large.put(6, bytes('ghijkl'))
    expect(beginnings.of(one, place).sizeBytes).toBe(0)
    expect(beginnings.of(other, place).sizeBytes).toBe(12)
  })
})
