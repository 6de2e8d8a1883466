import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'
import { go } from '../../app/places.ts'
import { closeSheet } from '../../app/sheets.ts'
import { shortName } from '../../i18n/names.ts'
import { Sheet } from '../../ui/sheet.tsx'

/** Says what goes and what stays before a person is removed: keys and words can't be brought back. */
export function RemovalSheet({ contactId }: { readonly contactId: ContactId }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const contact = useQuery(queries.contacts.get.queryOptions({ input: { id: contactId } })).data
  const remove = useMutation(
    queries.contacts.remove.mutationOptions({
      onSuccess: () => {
        closeSheet()
        go.toPatients(null)
        return cache.invalidateQueries({ queryKey: queries.contacts.list.key() })
      },
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  if (contact === undefined) return null
  const name = shortName(contact.name)
  return (
    <Sheet
      size={440}
      hasField
      title={t('patients.removal.title', { name: contact.name })}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            color="var(--stop-fill)"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate({ id: contactId })
            }}
          >
            {t('patients.removal.remove', { name })}
          </Button>
        </>
      }
    >
      <p>{t('patients.removal.text', { name })}</p>
    </Sheet>
  )
}
