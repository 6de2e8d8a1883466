import { expect, it } from 'vitest'
import { fail, ok } from '../../../shared/result.ts'
import { inOneCommit } from '../limits.ts'
import { forOneCommit, type ReadBatch } from './one-commit.ts'

const batch = (messages: number, bytes: number): ReadBatch =>
  ok(
    Array.from({ length: messages }, (_, uid) => ({
      message: {
        ...{ uid, flags: new Set<string>(), modseq: null, internalDate: new Date(0), size: bytes },
        source: new Uint8Array(bytes),
      },
      reading: null,
    })),
  )
const { enoughBytes, bytes, messages } = inOneCommit

it.each([
  ['two small ones', batch(200, 10), batch(200, 10), 400],
  ['as many messages as the store takes at once', batch(messages - 1, 1), batch(1, 1), messages],
  ['one message more', batch(messages, 1), batch(1, 1), null],
  ['a small one and as much as a commit holds', batch(1, 1_000), batch(1, bytes - 1_000), 2],
  ['a byte more', batch(1, 1_001), batch(1, bytes - 1_000), null],
  ['one that is enough by itself', batch(1, enoughBytes), batch(1, 1), null],
  ['one before a failure', batch(1, 1), fail('host/connection-lost'), null],
  ['a failure before one', fail('host/connection-lost'), batch(1, 1), null],
] as const)('joins %s as it should', (_what, first, next, expected) => {
  const joined = forOneCommit(first, next)
  expect(joined === null ? null : joined.ok && joined.value.length).toBe(expected)
})

it('keeps their order', () => {
  const joined = forOneCommit(batch(2, 1), batch(1, 2))
  expect(joined?.ok && joined.value.map(({ message: { uid, size } }) => [uid, size])).toEqual([
    [0, 1],
    [1, 1],
    [0, 2],
  ])
})
