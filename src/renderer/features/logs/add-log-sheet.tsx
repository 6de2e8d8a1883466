import { Button, TextInput } from '@mantine/core'
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
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { OfferFacts } from './offer-facts.tsx'
import { Verdict } from './verdict.tsx'
import './logs.css'

/** What was found in a file, before it is kept. */
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
    <Sheet
      title={t('logs.offer.title')}
      hasField={known === null || !isWhole}
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
            {t(isWhole ? 'logs.offer.keep' : 'logs.offer.keepBroken')}
          </Button>
        </>
      }
    >
      <div role={isWhole ? 'status' : 'alert'}>
        <Verdict verdict={verdict} count={count} />
      </div>
      {known !== null && isWhole ? (
        <p>{t('logs.offer.continues', { title: known.title })}</p>
      ) : (
        <TextInput
          className="log-name"
          label={t('logs.offer.name')}
          description={t('logs.offer.nameHint')}
          value={title}
          maxLength={120}
          data-autofocus
          onChange={(event) => {
            setTitle(event.currentTarget.value)
          }}
        />
      )}
      <Facts offer={offer} />
      {add.isError && <FailureNote failure={failureOf(add.error)} />}
    </Sheet>
  )
}

function Facts({ offer }: { readonly offer: LogOffer }) {
  const { t } = useTranslation()
  const { firstSeq, lastSeq, createdAt, signer, headSeq, headHash } = offer
  const facts: readonly (readonly [string, string])[] = [
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
  return <OfferFacts title={t('logs.offer.facts')} facts={facts} />
}
