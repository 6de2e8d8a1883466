import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { say } from '../../../app/lines.ts'

/** Takes a binder away. @param then goes on where it was shown */
export function useRemoveBinder(title: string, then: () => void = () => undefined) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  return useMutation(
    queries.binders.remove.mutationOptions({
      onSuccess: () => {
        say(t('binders.remove.done', { title }))
        then()
        void cache.invalidateQueries({ queryKey: queries.binders.list.key() })
      },
    }),
  )
}
