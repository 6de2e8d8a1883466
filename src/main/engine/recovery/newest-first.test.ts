import { expect, it } from 'vitest'
import { newestFirst, type BundleAge } from './newest-first.ts'

const made = (vaultId: string, sequence: number, hour: string): BundleAge => ({
  ...{ vaultId, sequence },
  madeAt: `2026-11-22T${hour}:00:00.000Z`,
})

it.each([
  [
    'of one vault by number, also where a clock ran back',
    [made('a', 1, '09'), made('a', 3, '07'), made('a', 2, '08')],
    [made('a', 3, '07'), made('a', 2, '08'), made('a', 1, '09')],
  ],
  [
    'of two vaults the one that was written to last, however often the other was',
    [made('old', 300, '08'), made('new', 2, '10'), made('new', 1, '09'), made('old', 299, '07')],
    [made('new', 2, '10'), made('new', 1, '09'), made('old', 300, '08'), made('old', 299, '07')],
  ],
  ['none where there is none', [], []],
])('the newest recovery data is found: %s', (_what, there, sorted) => {
  expect(newestFirst(there, (bundle) => bundle)).toEqual(sorted)
})
