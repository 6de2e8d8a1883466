import type { SpellMemory } from './spell-memory.ts'
import type { MenuPlace } from './spelling-menu.tsx'
import type { WordAt } from './words-in.ts'

export type OpenSpellingMenu = {
  readonly at: WordAt
  readonly place: MenuPlace
  readonly suggestions: readonly string[]
}

interface MenuOpener {
  readonly open: (at: WordAt, place: MenuPlace) => void
  readonly close: () => void
}

/**
 * Shows the menu of the last word asked about. An answer that comes after another question, or after `close`, is
 * ignored: the text has changed since, and its offsets lead to other letters.
 */
export function createMenuOpener(
  suggest: SpellMemory['suggest'],
  show: (menu: OpenSpellingMenu | null) => void,
  fail: (error: unknown) => void,
): MenuOpener {
  let turn = 0
  return {
    open: (at, place) => {
      const mine = ++turn
      suggest(at.word).then(
        (suggestions) => {
          if (mine === turn) show({ at, place, suggestions })
        },
        (error: unknown) => {
          if (mine === turn) fail(error)
        },
      )
    },
    close: () => {
      turn += 1
      show(null)
    },
  }
}
