import { expect, it } from 'vitest'
import { distinctChanges } from './distinct-changes.ts'

it('lists a change once and counts its further places', () => {
  const maria = { category: 'A' as const, replaced: 'Maria', words: 'the patient' }
  const date = { category: 'C' as const, replaced: 'on March 4, 2024', words: 'in 2024' }
  expect(distinctChanges([maria, date, { ...maria, words: 'The patient' }])).toEqual([
    { ...maria, further: 1 },
    { ...date, further: 0 },
  ])
  expect(distinctChanges([])).toEqual([])
})
