import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact, TypedStrength } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { openSheet } from '../../app/sheets.ts'

/** How long typing must pause before the engine judges. */
const judgeMs = 150

export type OwnWords = {
  readonly typed: string
  readonly type: (typed: string) => void
  /** Of what stands in the field; undefined while it is empty or was never judged. */
  readonly strength: TypedStrength | undefined
  readonly mayAgree: boolean
  readonly isAgreeing: boolean
  readonly failure: Failure | null
  readonly agree: () => void
}

/**
 * Words that the practice types for a person. They live in this state and in the sheet that then tells them, and leave
 * the window's memory with it.
 */
export function useOwnWords({ id: contactId }: Pick<Contact, 'id'>): OwnWords {
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed, judgeMs)
  const judged = useQuery(
    queries.contacts.judgePassphrase.queryOptions({
      input: { contactId, passphrase: settled },
      enabled: settled !== '',
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  )
  const agreeing = useMutation(
    queries.contacts.typePassphrase.mutationOptions({
      gcTime: 0,
      onSuccess: (passphrase) => {
        openSheet({ kind: 'tell', contactId, passphrase, isNew: true })
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
    }),
  )
  const strength = typed === '' ? undefined : judged.data
  const isSettled = settled === typed && !judged.isPlaceholderData
  const mayAgree = isSettled && strength?.isEnough === true && strength.problem === null
  return {
    typed,
    type: setTyped,
    strength,
    mayAgree,
    isAgreeing: agreeing.isPending,
    failure: agreeing.isError ? failureOf(agreeing.error) : judged.isError ? failureOf(judged.error) : null,
    agree: () => {
      if (mayAgree) agreeing.mutate({ contactId, passphrase: typed })
    },
  }
}
