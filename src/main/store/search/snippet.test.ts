import { describe, expect, it } from 'vitest'
import { matchesIn, snippetOf } from './snippet.ts'

describe('snippets', () => {
  const long = `${'lorem ipsum '.repeat(50)}the Crème brûlée was good ${'dolor sit '.repeat(50)}`
  const whole = (words: string) => [{ words, isPrefix: false }]

  it('show the text around the match, accents or not', () => {
    const snippet = snippetOf(long, whole('creme'))
    expect(snippet).toMatch(/^….*the Crème brûlée was good.*…$/)
    expect(snippet!.length).toBeLessThanOrEqual(162)
  })

  it('start at the beginning when the match is there', () => {
    expect(snippetOf('Hello  there\r\nMaria', whole('maria'))).toBe('Hello there Maria')
  })

  it('are none when no term is in the text', () => {
    expect(snippetOf(long, whole('pumpernickel'))).toBeNull()
  })

  it.each([
    ['whole words', 'Tuesday, not Tuesdays', [{ words: 'tuesday', isPrefix: false }], ['Tuesday']],
    ['beginnings', 'Tuesday, not today', [{ words: 'tue', isPrefix: true }], ['Tue']],
    ['no end of a word', 'Tuesday', [{ words: 'day', isPrefix: true }], []],
    [
      'words in a row',
      'the crème-brûlée, the creme',
      [{ words: 'creme brulee', isPrefix: false }],
      ['crème-brûlée'],
    ],
    [
      'what two terms share, once',
      'sleeping',
      [
        { words: 'sle', isPrefix: true },
        { words: 'sleep', isPrefix: true },
      ],
      ['sleep'],
    ],
    [
      'signs as they are',
      'a+b (c)',
      [
        { words: 'a+b', isPrefix: false },
        { words: '(c)', isPrefix: false },
      ],
      ['a+b', 'c'],
    ],
  ])('mark %s', (_what, text, terms, marked) => {
    expect(matchesIn(text, terms).map(([start, end]) => text.slice(start, end))).toEqual(marked)
  })
})
