import type { ImapFlow } from 'imapflow'
import { expect, test } from 'vitest'
import { transportLimits } from '../limits.ts'
import { fetchInBatches, sequenceSet } from './fetch.ts'

test.each([
  [[7], '7'],
  [[1, 2, 3], '1:3'],
  [[9, 1, 3, 2, 9], '1:3,9'],
  [[1, 3, 5], '1,3,5'],
  [[4_294_967_294, 4_294_967_295], '4294967294:4294967295'],
])('%j is written as %s', (uids, expected) => {
  expect(sequenceSet(uids)).toBe(expected)
})

/** A host whose one message has another size than it says; `isLarge` by its own word. */
function misjudging(stated: number, source: Uint8Array, isLarge: boolean): ImapFlow {
  const client = {
    search: () => Promise.resolve(isLarge ? [1] : []),
    fetch: () => [{ uid: 1, size: stated, source }],
  }
  return client as unknown as ImapFlow
}

const head = transportLimits.headBytes

test.each([
  ['more, of a message that came whole', 9_000, 5_000, false, 5_000],
  ['less, of a message that came whole', 4_000, 5_000, false, 5_000],
  ['more, of a message that was to be cut and wasn’t long enough', 9_000_000, head - 1, true, head - 1],
  ['the truth, of a message that was cut', 9_000_000, head, true, 9_000_000],
  ['something, of a message of which nothing came', 9_000, 0, false, 9_000],
])('a host may say %s', async (_what, stated, came, isLarge, expected) => {
  const client = misjudging(stated, new Uint8Array(came), isLarge)
  for await (const { messages } of fetchInBatches(client, [1], 1_000_000)) {
    expect(messages.map(({ size }) => size)).toEqual([expected])
  }
  expect.assertions(1)
})
