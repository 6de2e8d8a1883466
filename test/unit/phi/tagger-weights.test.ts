import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { madeFrom } from '../../../scripts/phi/tagger/made-from.ts'
import { madeFromOf } from '../../../src/main/phi/tagger/file.ts'

it('the committed weights are learned from the texts, words and code that lie here (else: npm run phi:train)', () => {
  const weights = readFileSync(new URL('../../../resources/phi/tagger.bin', import.meta.url))
  expect(Buffer.from(madeFromOf(weights)).toString('hex')).toBe(Buffer.from(madeFrom()).toString('hex'))
})
