import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../../../app/lines.ts'
import { createMenuOpener, type OpenSpellingMenu } from './menu-opener.ts'
import { saySpellingFailure } from './say-spelling-failure.ts'
import type { SpellMemory } from './spell-memory.ts'

const offersNothing = () => Promise.resolve([])

/** Whether a press asks for the menu of what is at the caret. */
export function asksForMenu({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey)
}

/** The menu of one misspelt word: opened once it is known what to offer. */
export function useSpellingMenu(memory: SpellMemory | null) {
  const { t } = useTranslation()
  const [menu, setMenu] = useState<OpenSpellingMenu | null>(null)
  const { open, close } = useMemo(
    () => createMenuOpener(memory?.suggest ?? offersNothing, setMenu, saySpellingFailure),
    [memory],
  )
  useEffect(() => close, [close])
  const learn = useCallback(
    (word: string) => {
      memory
        ?.learn(word)
        .then(() => {
          say(t('spelling.learned', { word }))
        })
        .catch(saySpellingFailure)
    },
    [memory, t],
  )
  return { menu, open, close, learn }
}
