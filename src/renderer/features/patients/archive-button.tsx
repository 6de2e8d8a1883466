import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'

/** Takes a person off the lists or puts one back: nothing that is known or agreed is lost by it. */
export function ArchiveButton({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const archive = useMutation(
    queries.contacts.archive.mutationOptions({
      onSuccess: ({ name, isArchived }) => {
        say(t(isArchived ? 'patients.detail.archived' : 'patients.detail.restored', { name }))
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  return (
    <Button
      variant="default"
      loading={archive.isPending}
      onClick={() => {
        archive.mutate({ id: contact.id, isArchived: !contact.isArchived })
      }}
    >
      {contact.isArchived ? t('patients.detail.restore') : t('patients.detail.archive')}
    </Button>
  )
}
