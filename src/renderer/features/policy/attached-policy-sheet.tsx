import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PolicyOffer } from '../../../shared/contract/index.ts'
import type { MessageId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { OfferContent } from './offer-content.tsx'
import { useOffer } from './use-offer.ts'
import './policy.css'

type Props = { readonly messageId: MessageId; readonly partPath: string }

/** A policy that came as a file of a message, shown before it counts. */
export function AttachedPolicySheet({ messageId, partPath }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const offer = useQuery(
    queries.policy.considerAttached.queryOptions({ input: { message: messageId, partPath }, gcTime: 0 }),
  )
  if (offer.data !== undefined) return <Offered offer={offer.data} />
  return (
    <Sheet title={t('settings.policy.join.attachedTitle')}>
      {offer.isError ? (
        <FailureNote failure={failureOf(offer.error)} tone="stop" />
      ) : (
        <p className="detail">{t('settings.policy.join.reading')}</p>
      )}
    </Sheet>
  )
}

function Offered({ offer }: { readonly offer: PolicyOffer }) {
  const { t } = useTranslation()
  const { accept, isAccepting, error, isCompared, setIsCompared } = useOffer(offer, closeSheet)
  return (
    <Sheet
      title={t('settings.policy.join.attachedTitle')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('settings.policy.join.discard')}
          </Button>
          <Button disabled={!isCompared} loading={isAccepting} onClick={accept}>
            {t('settings.policy.join.accept', { number: offer.policy.number })}
          </Button>
        </>
      }
    >
      <div className="policy-form">
        <p>{t('settings.policy.join.byMail')}</p>
        <OfferContent offer={offer} isCompared={isCompared} onCompared={setIsCompared} />
        {error !== null && <FailureNote failure={failureOf(error)} />}
      </div>
    </Sheet>
  )
}
