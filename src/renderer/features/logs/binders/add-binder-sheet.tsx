import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BinderFacts } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { go } from '../../../app/places.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { OfferFacts } from '../offer-facts.tsx'
import { isContradicted, Standing } from './standing.tsx'
import '../logs.css'

/** What a binder is, and what the logs here say of it, before it is kept. */
export function AddBinderSheet({ offer }: { readonly offer: BinderFacts }) {
  const { t } = useTranslation()
  const { queries, client } = useEngine()
  const cache = useQueryClient()
  const { file, practice, createdAt, signer, headSeq, headHash } = offer
  const [title, setTitle] = useState(practice.slice(0, 120))
  const add = useMutation(
    queries.binders.add.mutationOptions({
      onSuccess: ({ id }) => {
        closeSheet()
        say(t('binders.offer.added', { title: title.trim() }))
        void cache.invalidateQueries({ queryKey: queries.binders.list.key() })
        go.toBinder(id)
      },
    }),
  )
  // The file stays in the engine's memory no longer than the sheet is open.
  useEffect(() => () => void client.binders.cancel().catch(() => undefined), [client])
  return (
    <Sheet
      title={t('binders.offer.title')}
      hasField
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={title.trim() === ''}
            loading={add.isPending}
            onClick={() => {
              add.mutate({ file, title: title.trim() })
            }}
          >
            {t(isContradicted(offer) ? 'binders.offer.keepContradicted' : 'binders.offer.keep')}
          </Button>
        </>
      }
    >
      <div role={isContradicted(offer) ? 'alert' : 'status'}>
        <Standing facts={offer} />
      </div>
      <TextInput
        className="log-name"
        label={t('binders.offer.name')}
        description={t('binders.offer.nameHint')}
        value={title}
        maxLength={120}
        data-autofocus
        onChange={(event) => {
          setTitle(event.currentTarget.value)
        }}
      />
      <OfferFacts
        title={t('binders.facts.title')}
        facts={[
          [t('binders.facts.practice'), practice === '' ? t('binders.facts.noName') : practice],
          [t('binders.facts.made'), formatMoment(createdAt)],
          [t('binders.facts.signer'), signer],
          [
            t('binders.facts.head'),
            t('binders.facts.headText', { seq: headSeq, hash: headHash.slice(0, 12) }),
          ],
        ]}
      />
      {add.isError && <FailureNote failure={failureOf(add.error)} />}
    </Sheet>
  )
}
