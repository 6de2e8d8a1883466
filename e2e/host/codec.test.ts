import { describe, expect, test } from 'vitest'
import { nodeCodec } from './page/codec.ts'

const through = (value: unknown) => nodeCodec.parse(nodeCodec.stringify(value))

describe('codec', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'Łukasz 🙂 \u2028'],
    ['numbers', [0, -0, 1.5, NaN, Infinity, -Infinity, 10n ** 30n]],
    ['a date', new Date('2026-11-21T10:00:00Z')],
    ['an invalid date', new Date(NaN)],
    ['a pattern', /a+b/giu],
    [
      'a map',
      new Map<unknown, unknown>([
        ['a', 1],
        [{ b: 2 }, new Set([1, undefined])],
      ]),
    ],
    ['an object with undefined', { a: undefined, b: [undefined, null] }],
    ['keys that look like a tag', { $: 'date', v: 3, nested: { $: 'undefined' } }],
    ['keys of the prototype', JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as unknown],
    ['typed arrays', [new Uint8Array([0, 255]), new Float64Array([1.5, -0]), new BigInt64Array([-1n])]],
    ['a buffer', new Uint8Array([1, 2, 3]).buffer],
  ])('keeps %s', (_name, value) => {
    expect(through(value)).toStrictEqual(value)
  })

  test('keeps a window of a larger buffer, as its own bytes', () => {
    const whole = new Uint8Array([1, 2, 3, 4, 5])
    const window = through(whole.subarray(1, 3)) as Uint8Array
    expect([...window]).toEqual([2, 3])
    expect(window.buffer.byteLength).toBe(2)
  })

  test("turns Node's buffers into plain bytes, as Electron does", () => {
    const bytes = through(Buffer.from('abc')) as Uint8Array
    expect(Buffer.isBuffer(bytes)).toBe(false)
    expect([...bytes]).toEqual([97, 98, 99])
  })

  test('keeps what an error says', () => {
    const error = through(new TypeError('refused')) as Error
    expect(error).toBeInstanceOf(Error)
    expect([error.name, error.message]).toEqual(['TypeError', 'refused'])
  })

  test('pollutes no prototype', () => {
    through(JSON.parse('{"__proto__": {"polluted": true}}'))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a circle', circle],
    ['a function within', { a: [() => 1] }],
  ])('refuses %s', (_name, value) => {
    expect(() => nodeCodec.stringify(value)).toThrow('An object could not be cloned.')
  })

  test('allows the same object twice', () => {
    const shared = { a: 1 }
    expect(through([shared, shared])).toEqual([shared, shared])
  })
})
