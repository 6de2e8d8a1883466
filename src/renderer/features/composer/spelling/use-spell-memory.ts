import { useMemo } from 'react'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { useSettings } from '../../settings/use-settings.ts'
import { createSpellMemory, type SpellMemory } from './spell-memory.ts'

/** For as long as a message is open; null while spelling is off. */
export function useSpellMemory(): SpellMemory | null {
  const { client } = useEngine()
  const { settings } = useSettings()
  const languages = settings?.spelling ?? 'off'
  return useMemo(
    () =>
      languages === 'off'
        ? null
        : createSpellMemory(client.spelling, (error) => {
            const failure = failureOf(error)
            // The lock says so itself, and the message is closed.
            if (failure.code !== 'vault/locked') sayFailure(failure)
          }),
    [client, languages],
  )
}
