import fc from 'fast-check'

/** What a person does at the keyboard, at the caret. */
export type Act =
  | { readonly act: 'type' | 'paste'; readonly text: string }
  | { readonly act: 'backspace' | 'delete'; readonly times: number }
  /** To a share of the text, from its beginning (0) to its end (1). */
  | { readonly act: 'move'; readonly share: number }

/** The text after each keystroke; typing takes one UTF-16 unit at a time, as an editor may hand it over. */
export function* textsWhile(acts: readonly Act[]): Generator<string> {
  let text = ''
  let caret = 0
  const replace = (from: number, to: number, by: string): string => {
    text = text.slice(0, from) + by + text.slice(to)
    caret = from + by.length
    return text
  }
  for (const one of acts) {
    switch (one.act) {
      case 'type':
        for (let unit = 0; unit < one.text.length; unit++) yield replace(caret, caret, one.text.charAt(unit))
        break
      case 'paste':
        yield replace(caret, caret, one.text)
        break
      case 'backspace':
        for (let times = 0; times < one.times; times++) yield replace(Math.max(0, caret - 1), caret, '')
        break
      case 'delete':
        for (let times = 0; times < one.times; times++) yield replace(caret, caret + 1, '')
        break
      case 'move':
        caret = Math.round(one.share * text.length)
    }
  }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const names = fc
  .tuple(
    fc.constantFrom('Maria', 'O\u2019Connor', 'Jos\u00e9', 'Will', 'maria', 'Dr. Anh', 'MARIA'),
    fc.constantFrom('Lopez', 'Nguyen-Ba', 'Grace', 'lopez', 'de la Cruz', 'Lopez, LMFT'),
  )
  .map((words) => words.join(' '))
const dates = fc
  .tuple(
    fc.integer({ min: 1, max: 13 }),
    fc.integer({ min: 1, max: 32 }),
    fc.integer({ min: 1930, max: 2030 }),
  )
  .chain(([month, day, year]) =>
    fc.constantFrom(
      `${String(month)}/${String(day)}`,
      `${twoDigits(month)}/${twoDigits(day)}/${String(year)}`,
      `${String(year)}-${twoDigits(month)}-${twoDigits(day)}`,
      `on March ${String(day)}`,
      `born ${String(month)}/${String(year % 100)}`,
    ),
  )
const numbers = fc.oneof(
  fc.stringMatching(/^\d{3}-\d{2}-\d{4}$/),
  fc.stringMatching(/^\(\d{3}\) \d{3}-\d{4}$/),
  fc.stringMatching(/^MRN: \d{7}$/),
  fc.stringMatching(/^\d{1,19}$/),
)
const signs = fc.constantFrom(
  '\u{1f642}',
  '\u{1f469}\u200d\u{1f467}',
  '\ud83d',
  '\udc00',
  '\u202emar\u202c',
  '\u05de\u05e8\u05d9\u05dd \u05dc\u05d5\u05d9',
  '\u0645\u0631\u064a\u0645',
  '\u9673\u5927\u6587',
  'e\u0301',
  '\u200b',
  '\uff11\uff12',
)
const lines = fc.constantFrom(
  '\n',
  '\n\n',
  '> ',
  '-- \n',
  'Best,\nAnn',
  'Hi ',
  ', ',
  ' ',
  'a@b.co',
  'https://b.co/?q=1',
  'On Mon, Mar 3, 2026 at 1:00 PM Ann <a@b.co> wrote:\n> ',
  ' was diagnosed with depression. ',
  '94-year-old',
  '12 Elm Street, Springfield, IL 62704',
  'Name | DOB | Phone\n',
  '<b>',
  '&amp;',
)
const pieces = fc.oneof(names, dates, numbers, signs, lines)
const written = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
const times = fc.integer({ min: 1, max: 6 })

/** Somebody who writes, mends, goes back and pastes. */
export const typing: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: written.map((text): Act => ({ act: 'type', text })) },
    {
      weight: 2,
      arbitrary: fc
        .array(pieces, { maxLength: 12 })
        .map((parts): Act => ({ act: 'paste', text: parts.join('') })),
    },
    { weight: 1, arbitrary: times.map((count): Act => ({ act: 'backspace', times: count })) },
    { weight: 1, arbitrary: times.map((count): Act => ({ act: 'delete', times: count })) },
    {
      weight: 2,
      arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map((share): Act => ({ act: 'move', share })),
    },
  ),
  { maxLength: 8 },
)
