import { useMemo } from 'react'
import { useEngine } from '../../../app/engine.ts'
import { useSettings } from '../../settings/use-settings.ts'
import { saySpellingFailure } from './say-spelling-failure.ts'
import { createSpellMemory, type SpellMemory } from './spell-memory.ts'

/** For as long as a message is open; null while spelling is off. */
export function useSpellMemory(): SpellMemory | null {
  const { client } = useEngine()
  const { settings } = useSettings()
  const languages = settings?.spelling ?? 'off'
  return useMemo(
    () => (languages === 'off' ? null : createSpellMemory(client.spelling, saySpellingFailure)),
    [client, languages],
  )
}
