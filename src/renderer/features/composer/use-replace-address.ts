import { useCallback } from 'react'
import type { DraftContent, MailAddress } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'

/** Puts the address that was meant in the place of a mistyped one, and remembers the slip for the next time. */
export function useReplaceAddress(
  content: DraftContent,
  update: (change: Partial<DraftContent>) => void,
): (address: string, by: string) => void {
  const { client } = useEngine()
  return useCallback(
    (address, by) => {
      const typed = address.toLowerCase()
      const swap = (people: readonly MailAddress[]) =>
        people
          .filter((person) => person.address.toLowerCase() !== by.toLowerCase())
          .map((person) => (person.address.toLowerCase() === typed ? { ...person, address: by } : person))
      update({ to: swap(content.to), cc: swap(content.cc), bcc: swap(content.bcc) })
      client.contacts
        .noteWrongAddress({ address, instead: by })
        .catch((error: unknown) => sayFailure(failureOf(error)))
    },
    [client, content, update],
  )
}
