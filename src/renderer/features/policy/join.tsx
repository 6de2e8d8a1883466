import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PolicyOffer } from '../../../shared/contract/index.ts'
import { useCopyText } from '../../app/copies.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { RulesList } from './rules-list.tsx'

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
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [isCompared, setIsCompared] = useState(offer.replaces !== null)
  const { number, practice, rules, issuer, role } = offer.policy
  const accept = useMutation(
    queries.policy.accept.mutationOptions({
      onSuccess: async () => {
        onDone()
        say(t('settings.policy.join.accepted', { number }))
        await cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  const title = t('settings.policy.join.offer', {
    number,
    practice: practice === '' ? t('settings.policy.join.unnamed') : practice,
  })
  return (
    <section className="settings-subform" aria-label={title}>
      <div>
        <h4 className="section-title">{title}</h4>
        <p className="detail">
          {role === null
            ? t('settings.policy.revokedHere')
            : t('settings.policy.yours', { role: t(`settings.policy.roles.${role}`) })}
        </p>
      </div>
      <RulesList rules={rules} />
      {offer.replaces === null && (
        <>
          <p>{t('settings.policy.join.compare')}</p>
          <CompareKey fingerprint={issuer.fingerprint} words={issuer.words} isScannable={false} />
          <Checkbox
            label={t('settings.policy.join.compared')}
            checked={isCompared}
            onChange={(event) => {
              setIsCompared(event.currentTarget.checked)
            }}
          />
        </>
      )}
      <div className="settings-actions">
        <Button variant="default" onClick={onDone}>
          {t('settings.policy.join.discard')}
        </Button>
        <Button
          variant="default"
          disabled={!isCompared}
          loading={accept.isPending}
          onClick={() => {
            accept.mutate({ hash: offer.hash })
          }}
        >
          {t('settings.policy.join.accept', { number })}
        </Button>
      </div>
      {accept.isError && <FailureNote failure={failureOf(accept.error)} />}
    </section>
  )
}
