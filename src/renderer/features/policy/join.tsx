import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PolicyOffer } from '../../../shared/contract/index.ts'
import { useCopyText } from '../../app/copies.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { OfferContent } from './offer-content.tsx'
import { useOffer } from './use-offer.ts'

/** The code that the owner of a practice needs, and the way in for the file that comes back. */
export function Join({ ownKey }: { readonly ownKey: string }) {
  const { t } = useTranslation()
  const copyText = useCopyText()
  return (
    <section className="settings-item-card" aria-labelledby="policy-join">
      <div>
        <h3 id="policy-join" className="section-title">
          {t('settings.policy.join.title')}
        </h3>
        <p className="detail">{t('settings.policy.join.text')}</p>
      </div>
      <TextInput label={t('settings.policy.join.code')} value={ownKey} readOnly />
      <Button
        variant="default"
        onClick={() => {
          copyText(ownKey).then(
            () => say(t('settings.policy.join.copied')),
            (error: unknown) => sayFailure(failureOf(error)),
          )
        }}
      >
        {t('settings.policy.join.copy')}
      </Button>
      <TakeOver isFirst />
    </section>
  )
}

/** A file of the owner's, shown before it counts. */
export function TakeOver({ isFirst = false }: { readonly isFirst?: boolean }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const choose = useMutation(queries.policy.choose.mutationOptions())
  const offer = choose.data ?? null
  if (offer !== null) {
    return (
      <Offer
        key={offer.hash}
        offer={offer}
        onDone={() => {
          choose.reset()
        }}
      />
    )
  }
  return (
    <>
      <Button
        variant="default"
        loading={choose.isPending}
        onClick={() => {
          choose.mutate(undefined)
        }}
      >
        {t(isFirst ? 'settings.policy.join.choose' : 'settings.policy.join.newer')}
      </Button>
      {choose.isError && <FailureNote failure={failureOf(choose.error)} />}
    </>
  )
}

function Offer({ offer, onDone }: { readonly offer: PolicyOffer; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { number } = offer.policy
  const { accept, isAccepting, error, isCompared, setIsCompared } = useOffer(offer, onDone)
  return (
    <section className="settings-subform" aria-labelledby="policy-offer">
      <OfferContent offer={offer} isCompared={isCompared} onCompared={setIsCompared} />
      <div className="settings-actions">
        <Button variant="default" onClick={onDone}>
          {t('settings.policy.join.discard')}
        </Button>
        <Button variant="default" disabled={!isCompared} loading={isAccepting} onClick={accept}>
          {t('settings.policy.join.accept', { number })}
        </Button>
      </div>
      {error !== null && <FailureNote failure={failureOf(error)} />}
    </section>
  )
}
