import { describe, expect, it } from 'vitest'
import { switchableRecognizers } from '../recognizers.ts'
import { settingsSchema } from './app.ts'

const { recognizersOff } = settingsSchema.shape

describe('the recognizers that are switched off', () => {
  it.each([
    ['none', [], true],
    ['all', [...switchableRecognizers], true],
    ['one that cannot be', ['ssn'], false],
    ['one twice', ['date', 'fax', 'date'], false],
    ['more than there are', [...switchableRecognizers, 'date'], false],
  ])('%s', (_what, ids, isTaken) => {
    expect(recognizersOff.safeParse(ids).success).toBe(isTaken)
  })
})
