import type { Practice, Settings } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { isKnownTerm } from '../phi/index.ts'
import { readPreferences } from '../practice/index.ts'
import type { Speller, SpellingLanguage } from '../spelling/index.ts'
import {
  addLearnedWord,
  listContactNames,
  listLearnedWords,
  removeLearnedWord,
  type Store,
} from '../store/index.ts'

const languagesOf: Readonly<Record<Settings['spelling'], readonly SpellingLanguage[]>> = {
  off: [],
  en: ['en'],
  es: ['es'],
  'en-es': ['en', 'es'],
}

/** As words are compared: "Bupropion’s" at the beginning of a sentence is the "bupropion" that was learned. */
function keyOf(word: string): string {
  return word
    .normalize('NFC')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/(?<=..)'s$/, '')
}

/** Spelling as the practice wants it: its languages, the words that it taught, the names of its people. */
export interface SpellingDesk {
  /** Which of these words are misspelt; none while spelling is off. Error: `spelling/unavailable`. */
  check(words: readonly string[]): Promise<Result<readonly string[]>>
  /** Error: `spelling/unavailable`. */
  suggest(word: string): Promise<Result<readonly string[]>>
  /** Not recorded: the log never says what was written, and nothing of the protection changes with it. */
  learn(word: string): Result<void>
  learned(): Result<readonly string[]>
  unlearn(word: string): Result<void>
}

/** @param deps.onChanged told when what a new computer needs has changed */
export function createSpellingDesk(deps: {
  readonly store: Store
  readonly clock: () => Date
  readonly speller: Speller
  readonly practice: () => Practice
  readonly onChanged: () => void
}): SpellingDesk {
  const { store, clock, speller, practice, onChanged } = deps
  const languages = () => store.attempt((reader) => ok(languagesOf[readPreferences(reader).spelling]))

  /** Whom the practice knows, and its own name and its clinician's, is no mistake where it is written as a name. */
  function withoutNames(words: readonly string[]): Result<readonly string[]> {
    return store.attempt((reader) => {
      if (words.length === 0) return ok(words)
      const { practiceName, clinicianName } = practice()
      const names = new Set(
        [practiceName, clinicianName, ...listContactNames(reader)].flatMap((name) =>
          name.split(/[^\p{L}\p{M}'’]+/u).map(keyOf),
        ),
      )
      return ok(words.filter((word) => !/^\p{Lu}/u.test(word) || !names.has(keyOf(word))))
    })
  }

  function change(write: Parameters<typeof store.transaction<void>>[0]): Result<void> {
    const changed = store.transaction(write)
    if (changed.ok) onChanged()
    return changed
  }

  return {
    check: async (words) => {
      const chosen = languages()
      if (!chosen.ok || chosen.value.length === 0) return chosen.ok ? ok([]) : chosen
      const learned = store.attempt((reader) => ok(new Set(listLearnedWords(reader).map(({ key }) => key))))
      if (!learned.ok) return learned
      const open = words.filter((word) => !learned.value.has(keyOf(word)) && !isKnownTerm(word))
      if (open.length === 0) return ok([])
      const unknown = await speller.ask(chosen.value, { kind: 'check', words: open })
      return unknown.ok ? withoutNames(unknown.value) : unknown
    },

    suggest: async (word) => {
      const chosen = languages()
      if (!chosen.ok || chosen.value.length === 0) return chosen.ok ? ok([]) : chosen
      return speller.ask(chosen.value, { kind: 'suggest', word })
    },

    learn: (word) =>
      change((tx) => {
        addLearnedWord(tx, { key: keyOf(word), word, learnedAt: clock().getTime() })
        return ok(undefined)
      }),

    learned: () => store.attempt((reader) => ok(listLearnedWords(reader).map(({ word }) => word))),

    unlearn: (word) =>
      change((tx) => {
        removeLearnedWord(tx, keyOf(word))
        return ok(undefined)
      }),
  }
}
