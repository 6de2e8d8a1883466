import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PolicyOffer } from '../../../shared/contract/index.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { RulesList } from './rules-list.tsx'

type Props = {
  readonly offer: PolicyOffer
  readonly isCompared: boolean
  readonly onCompared: (isCompared: boolean) => void
}

/** A policy before it counts: what it sets, and the first time whose key signed it. */
export function OfferContent({ offer, isCompared, onCompared }: Props) {
  const { t } = useTranslation()
  const { number, practice, rules, issuer, role } = offer.policy
  return (
    <>
      <div>
        <h3 id="policy-offer" className="section-title">
          {t('settings.policy.join.offer', {
            number,
            practice: practice === '' ? t('settings.policy.join.unnamed') : practice,
          })}
        </h3>
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
              onCompared(event.currentTarget.checked)
            }}
          />
        </>
      )}
    </>
  )
}
