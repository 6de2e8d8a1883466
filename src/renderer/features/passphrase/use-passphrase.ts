import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Tellable } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { openSheet } from '../../app/sheets.ts'

/**
 * Makes six words for a person, or shows those agreed; both open the sheet from which they are told. The words live
 * in that sheet alone and leave the window's memory with it.
 */
export function usePassphrase() {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  return useMemo(() => {
    const open = async (contactId: ContactId, given: Promise<Tellable>, isNew: boolean) => {
      try {
        const passphrase = await given
        openSheet({ kind: 'tell', contactId, passphrase, isNew })
        if (isNew) await cache.invalidateQueries({ queryKey: queries.contacts.key() })
      } catch (error) {
        sayFailure(failureOf(error))
      }
    }
    return {
      make: (contactId: ContactId) =>
        void open(contactId, client.contacts.makePassphrase({ contactId }), true),
      show: (contactId: ContactId) =>
        void open(contactId, client.contacts.showPassphrase({ contactId }), false),
    }
  }, [cache, client, queries])
}
