import { describe, expect, it } from 'vitest'
import { wordsIn } from './words-in.ts'

describe('the words of a text', () => {
  it.each([
    ['Dear Maria, thanks!', ['Dear', 'Maria', 'thanks']],
    ["Don’t worry: it's 'fine' (really).", ['Don’t', 'worry', "it's", 'fine', 'really']],
    ['the patients’ rooms', ['the', 'patients', 'rooms']],
    ['también, señora; über', ['también', 'señora', 'über']],
    ['decompose\u0301 here', ['decompose\u0301', 'here']],
    ['and/or, yes—no…maybe', ['and', 'or', 'yes', 'no', 'maybe']],
    ['a well-being co-pay x-ray', ['well', 'being']],
    ['OCD, MRIs and a PhD by McDonald', ['and', 'by']],
    ['PHQ-9 was 10mg on 3rd, 5 times', ['was', 'on', 'times']],
    [
      'me@mail.test www.example.org https://a.test/path example.org #tag snake_case C:\\temp /etc/hosts ok',
      ['ok'],
    ],
    ['end.Next word', ['word']],
    ['end. Next', ['end', 'Next']],
    ["''' '’ ’s", []],
    ['a I', []],
    [`${'x'.repeat(65)} short`, ['short']],
    ['', []],
  ])('%j', (text, words) => {
    expect(wordsIn(text).map(({ word }) => word)).toEqual(words)
  })

  it('stand where they say', () => {
    const text = '  (“thier”), ’tis a well-beeing 5.'
    for (const { word, from, to } of wordsIn(text)) expect(text.slice(from, to)).toBe(word)
    expect(wordsIn(text).map(({ word }) => word)).toEqual(['thier', 'tis', 'well', 'beeing'])
  })

  it('are found in a long text without a space in a moment', () => {
    const begun = performance.now()
    wordsIn(`${"a'".repeat(100_000)} ${'-a'.repeat(100_000)} ${'a.'.repeat(100_000)}`)
    // Linear: a quadratic pattern would take minutes.
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})
