import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PolicyOffer } from '../../../shared/contract/index.ts'
import { askAllAgain } from '../../app/ask-again.ts'
import { useEngine } from '../../app/engine.ts'
import { say } from '../../app/lines.ts'

/** What a person decides about a policy that was shown: the first one counts only after its key was compared. */
export function useOffer({ hash, policy, replaces }: PolicyOffer, onDone: () => void) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [isCompared, setIsCompared] = useState(replaces !== null)
  const { number } = policy
  const { mutate, isPending, error } = useMutation(
    queries.policy.accept.mutationOptions({
      onSuccess: async () => {
        onDone()
        say(t('settings.policy.join.accepted', { number }))
        await askAllAgain(cache, queries)
      },
    }),
  )
  const accept = () => {
    mutate({ hash })
  }
  return { accept, isAccepting: isPending, error, isCompared, setIsCompared }
}
