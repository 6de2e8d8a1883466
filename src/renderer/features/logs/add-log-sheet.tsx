import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogOffer } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { go } from '../../app/places.ts'
import { closeSheet } from '../../app/sheets.ts'
import { formatMoment } from '../../i18n/format.ts'
import { AddSheet } from './add-sheet.tsx'
import type { Fact } from './offer-facts.tsx'
import { Verdict } from './verdict.tsx'

/** A log that was found in a file. */
export function AddLogSheet({ offer }: { readonly offer: LogOffer }) {
  const { t } = useTranslation()
  const { queries, client } = useEngine()
  const cache = useQueryClient()
  const { verdict, known, owner, count, file } = offer
  const isWhole = verdict.kind === 'whole'
  const [title, setTitle] = useState(known?.title ?? owner ?? '')
  const add = useMutation(
    queries.logs.add.mutationOptions({
      onSuccess: ({ id }) => {
        closeSheet()
        say(t('logs.offer.added', { title: title.trim() }))
        void cache.invalidateQueries({ queryKey: queries.logs.key() })
        go.toLog(id)
      },
    }),
  )
  // The file stays in the engine's memory no longer than the sheet is open.
  useEffect(() => () => void client.logs.cancel().catch(() => undefined), [client])
  return (
    <AddSheet
      title={t('logs.offer.title')}
      isAlarm={!isWhole}
      verdict={<Verdict verdict={verdict} count={count} />}
      {...(known !== null && isWhole
        ? { name: null, instead: t('logs.offer.continues', { title: known.title }) }
        : { name: { label: t('logs.offer.name'), hint: t('logs.offer.nameHint') } })}
      value={title}
      onName={setTitle}
      facts={{ title: t('logs.offer.facts'), facts: useFacts(offer) }}
      keep={t(isWhole ? 'logs.offer.keep' : 'logs.offer.keepBroken')}
      isAdding={add.isPending}
      failure={add.isError ? failureOf(add.error) : null}
      onKeep={() => {
        add.mutate({ file, title: title.trim() })
      }}
    />
  )
}

function useFacts({ firstSeq, lastSeq, createdAt, signer, headSeq, headHash }: LogOffer): readonly Fact[] {
  const { t } = useTranslation()
  return [
    [
      t('logs.offer.records'),
      lastSeq < firstSeq
        ? t('logs.noRecords')
        : t('logs.offer.recordsText', { first: firstSeq, last: lastSeq }),
    ],
    [t('logs.offer.period'), createdAt === null ? t('logs.madeUnknown') : formatMoment(createdAt)],
    [t('logs.offer.signer'), signer ?? t('logs.unsigned')],
    [t('logs.offer.head'), t('logs.offer.headText', { seq: headSeq, hash: headHash.slice(0, 12) })],
  ]
}
