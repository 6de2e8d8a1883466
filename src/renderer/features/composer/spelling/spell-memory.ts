import { mostWordsChecked, type EngineClient } from '../../../../shared/contract/index.ts'

/** How long words are gathered before they are asked about. */
const gatherMs = 120

/** What this message's words were found to be. It goes with the composer, and with the lock. */
export interface SpellMemory {
  readonly isWrong: (word: string) => boolean
  /** Asks about those of which nothing is known yet. */
  readonly look: (words: readonly string[]) => void
  readonly suggest: (word: string) => Promise<readonly string[]>
  /** Right from now on, in every message. */
  readonly learn: (word: string) => Promise<void>
  /** Right in this message. */
  readonly ignore: (word: string) => void
  readonly subscribe: (listener: () => void) => () => void
  /** Another number whenever a word was found to be right or wrong. */
  readonly version: () => number
}

/** As words are learned: composed, in any case, with or without 's. */
function keyOf(word: string): string {
  return word
    .normalize('NFC')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/(?<=..)'s$/, '')
}

/** @param onFailed told once; nothing more is asked then */
export function createSpellMemory(
  client: EngineClient['spelling'],
  onFailed: (error: unknown) => void,
): SpellMemory {
  const asked = new Set<string>()
  const wrong = new Set<string>()
  const accepted = new Set<string>()
  const listeners = new Set<() => void>()
  let gathered: string[] = []
  let hasFailed = false
  let version = 0

  function tell(): void {
    version += 1
    for (const listener of listeners) listener()
  }

  async function ask(): Promise<void> {
    const words = gathered
    gathered = []
    try {
      for (let start = 0; start < words.length; start += mostWordsChecked) {
        const found = await client.check({ words: words.slice(start, start + mostWordsChecked) })
        for (const word of found) wrong.add(word)
        if (found.length > 0) tell()
      }
    } catch (error) {
      if (!hasFailed) onFailed(error)
      hasFailed = true
    }
  }

  function accept(word: string): void {
    accepted.add(keyOf(word))
    tell()
  }

  return {
    isWrong: (word) => wrong.has(word) && !accepted.has(keyOf(word)),
    look: (words) => {
      if (hasFailed) return
      const unknown = words.filter((word) => !asked.has(word))
      if (unknown.length === 0) return
      if (gathered.length === 0) setTimeout(() => void ask(), gatherMs)
      for (const word of unknown) asked.add(word)
      gathered.push(...new Set(unknown))
    },
    suggest: (word) => client.suggest({ word }),
    learn: async (word) => {
      await client.learn({ word })
      accept(word)
    },
    ignore: accept,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    version: () => version,
  }
}
