import { seededRandom } from '../../test/support/random.ts'
import { everyMs, firstDate } from './corpus.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One question to both: as typed into our field, and in the peer's language (notmuch-search-terms(7)). */
export type BenchQuery = { readonly kind: string; readonly ours: string; readonly notmuch: string }

type Maker = (pick: Picker) => Omit<BenchQuery, 'kind'>
type Picker = {
  /** A word between two ranks of frequency. */
  readonly word: (from: number, to: number) => string
  readonly person: () => { readonly name: string; readonly address: string }
  /** A day within the corpus. */
  readonly day: () => string
}

/** Quoted, or the peer would look for words of the same stem too. */
const exact = (word: string): string => `"${word}"`
const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000

const makers: Readonly<Record<string, Maker>> = {
  'rare word': ({ word }) => both(word(5_000, 30_000)),
  'usual word': ({ word }) => both(word(200, 2_000)),
  'common word': ({ word }) => both(word(0, 30)),
  'two words': ({ word }) => {
    const [a, b] = [word(0, 300), word(100, 2_000)]
    return { ours: `${a} ${b} `, notmuch: `${exact(a)} and ${exact(b)}` }
  },
  phrase: ({ word }) => {
    const words = `${word(0, 20)} ${word(0, 20)}`
    return { ours: `"${words}"`, notmuch: exact(words) }
  },
  beginning: ({ word }) => {
    const begin = word(60, 5_000).slice(0, 4)
    return { ours: begin, notmuch: `${begin}*` }
  },
  sender: ({ person }) => {
    const { address } = person()
    return { ours: `from:${address} `, notmuch: `from:${exact(address)}` }
  },
  subject: ({ word }) => {
    const found = word(0, 500)
    return { ours: `subject:${found} `, notmuch: `subject:${exact(found)}` }
  },
  'word and time': ({ word, day }) => {
    const [found, before] = [word(0, 1_000), day()]
    return {
      ours: `${found} before:${before} `,
      notmuch: `${exact(found)} and date:..@${String(seconds(before) - 1)}`,
    }
  },
  'word and file': ({ word }) => {
    const found = word(0, 1_000)
    return { ours: `${found} has:attachment `, notmuch: `${exact(found)} and tag:attachment` }
  },
  'sender and unread': ({ person }) => {
    const { address } = person()
    return { ours: `from:${address} is:unread `, notmuch: `from:${exact(address)} and tag:unread` }
  },
  'common word, unread': ({ word }) => {
    const found = word(0, 30)
    return { ours: `${found} is:unread `, notmuch: `${exact(found)} and tag:unread` }
  },
  'word without another': ({ word }) => {
    const [found, without] = [word(0, 300), word(0, 30)]
    return { ours: `${found} -${without} `, notmuch: `${exact(found)} and not ${exact(without)}` }
  },
}

export const queryKinds = Object.keys(makers)

/** `count` questions, the kinds in turn; the same every time. */
export function benchQueries(count: number, corpusSize: number, vocabulary: Vocabulary): BenchQuery[] {
  const random = seededRandom(11)
  const between = (from: number, to: number): number => from + Math.floor(random() * (to - from))
  const pick: Picker = {
    word: (from, to) => vocabulary.words[between(from, to)] ?? '',
    person: () => vocabulary.people[between(0, vocabulary.people.length)] ?? { name: '', address: '' },
    day: () =>
      new Date(firstDate + between(corpusSize >> 2, corpusSize) * everyMs).toISOString().slice(0, 10),
  }
  return Array.from({ length: count }, (_, index) => {
    const kind = queryKinds[index % queryKinds.length] ?? ''
    const made = makers[kind]?.(pick) ?? both('')
    return { kind, ...made }
  })
}

function both(word: string): Omit<BenchQuery, 'kind'> {
  return { ours: `${word} `, notmuch: exact(word) }
}
