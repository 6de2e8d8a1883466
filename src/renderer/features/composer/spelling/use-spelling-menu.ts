import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../../app/failure.ts'
import { say, sayFailure } from '../../../app/lines.ts'
import type { SpellMemory } from './spell-memory.ts'
import type { MenuPlace } from './spelling-menu.tsx'
import type { WordAt } from './words-in.ts'

export type OpenSpellingMenu = {
  readonly at: WordAt
  readonly place: MenuPlace
  readonly suggestions: readonly string[]
}

/** Whether a press asks for the menu of what is at the caret. */
export function asksForMenu({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey)
}

/** The menu of one misspelt word: opened once it is known what to offer. */
export function useSpellingMenu(memory: SpellMemory | null) {
  const { t } = useTranslation()
  const [menu, setMenu] = useState<OpenSpellingMenu | null>(null)
  const fail = (error: unknown) => sayFailure(failureOf(error))

  const close = useCallback(() => {
    setMenu(null)
  }, [])
  const open = useCallback(
    (at: WordAt, place: MenuPlace) => {
      memory
        ?.suggest(at.word)
        .then((suggestions) => {
          setMenu({ at, place, suggestions })
        })
        .catch(fail)
    },
    [memory],
  )
  const learn = useCallback(
    (word: string) => {
      memory
        ?.learn(word)
        .then(() => {
          say(t('spelling.learned', { word }))
        })
        .catch(fail)
    },
    [memory, t],
  )
  return { menu, open, close, learn }
}
