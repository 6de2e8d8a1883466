import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { Removal } from '../removal.tsx'

type Props = {
  readonly binder: { readonly id: number; readonly title: string }
  /** Goes on from where it was shown. */
  readonly then?: () => void
}

/** Takes a binder away, asked once. */
export function BinderRemoval({ binder: { id, title }, then }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const remove = useMutation(
    queries.binders.remove.mutationOptions({
      onSuccess: () => {
        say(t('binders.remove.done', { title }))
        then?.()
        void cache.invalidateQueries({ queryKey: queries.binders.list.key() })
      },
    }),
  )
  return (
    <Removal
      sure={t('binders.remove.sure')}
      now={t('binders.remove.now')}
      isPending={remove.isPending}
      failure={remove.isError ? failureOf(remove.error) : null}
      onRemove={() => {
        remove.mutate({ id })
      }}
    />
  )
}
