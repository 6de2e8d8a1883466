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
import { AddSheet } from '../add-sheet.tsx'
import { isContradicted, Standing } from './standing.tsx'

/** What a binder is, and what the logs here say of it. */
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
    <AddSheet
      title={t('binders.offer.title')}
      isAlarm={isContradicted(offer)}
      verdict={<Standing facts={offer} />}
      name={{ label: t('binders.offer.name'), hint: t('binders.offer.nameHint') }}
      value={title}
      onName={setTitle}
      facts={{
        title: t('binders.facts.title'),
        facts: [
          [t('binders.facts.practice'), practice === '' ? t('binders.facts.noName') : practice],
          [t('binders.facts.made'), formatMoment(createdAt)],
          [t('binders.facts.signer'), signer],
          [
            t('binders.facts.head'),
            t('binders.facts.headText', { seq: headSeq, hash: headHash.slice(0, 12) }),
          ],
        ],
      }}
      keep={t(isContradicted(offer) ? 'binders.offer.keepContradicted' : 'binders.offer.keep')}
      isAdding={add.isPending}
      failure={add.isError ? failureOf(add.error) : null}
      onKeep={() => {
        add.mutate({ file, title: title.trim() })
      }}
    />
  )
}
