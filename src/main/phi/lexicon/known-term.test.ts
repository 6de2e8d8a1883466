import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isKnownTerm } from './known-term.ts'
import { loadLexicon } from './loaded.ts'

await loadLexicon(join(import.meta.dirname, '../../../../resources/phi'))

describe('what the scanner knows', () => {
  it.each(
    'sertraline Zoloft zoloft anhedonia telehealth Wernicke Wernicke’s Castellanos Oluwaseun'.split(' '),
  )('%s is a term or a name', (word) => {
    expect(isKnownTerm(word)).toBe(true)
  })

  it.each('recieve Recieve castellanos wernicke thier Im Ive wich'.split(' '))('%s is neither', (word) => {
    expect(isKnownTerm(word)).toBe(false)
  })
})
