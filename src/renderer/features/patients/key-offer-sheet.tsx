import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedWay, OfferedCertificate } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { formatDate } from '../../i18n/format.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ComparedChoice } from './compared-choice.tsx'

type Props = {
  readonly title: string
  /** Of the person to call, in short. */
  readonly name: string
  readonly offer: OfferedCertificate
  readonly isKeeping: boolean
  readonly failure: Failure | null
  /** `null`: used without comparing. */
  readonly onKeep: (compared: ComparedWay | null) => void
  /** Fields above what the certificate says. */
  readonly children?: ReactNode
}

/** A certificate before it counts: whose it says it is, who vouches for that, and the words to compare. */
export function KeyOfferSheet({ title, name, offer, isKeeping, failure, onKeep, children }: Props) {
  const { t } = useTranslation()
  const [way, setWay] = useState<ComparedWay | null>(null)
  return (
    <Sheet
      title={title}
      hasField={children !== undefined}
      foot={
        <>
          <span className="sheet-foot-space" />
          {offer.trust === 'seen' && (
            <Button
              variant="default"
              loading={isKeeping}
              onClick={() => {
                onKeep(null)
              }}
            >
              {t('patients.key.notCompared')}
            </Button>
          )}
          <Button
            loading={isKeeping}
            disabled={way === null}
            onClick={() => {
              onKeep(way)
            }}
          >
            {t('patients.key.same')}
          </Button>
        </>
      }
    >
      {children}
      {offer.replaces !== null && (
        <p className="key-replaces">
          {t('patients.key.replaces', { name, fingerprint: offer.replaces.slice(-8).toUpperCase() })}
        </p>
      )}
      <p className="detail">{t('patients.key.belongs')}</p>
      <ul>
        {offer.userIds.map((userId) => (
          <li key={userId} className="key-user">
            {userId}
          </li>
        ))}
      </ul>
      {offer.issuer !== null && (
        <p className="detail">{t('patients.key.issuer', { issuer: offer.issuer })}</p>
      )}
      <p className="detail">
        {t(offer.kind === 'smime' ? 'patients.key.validFrom' : 'patients.key.made', {
          date: formatDate(offer.createdAt),
        })}
        .{' '}
        {offer.expiresAt === null
          ? t('patients.key.neverExpires')
          : t('patients.key.expires', { date: formatDate(offer.expiresAt) })}
        .
      </p>
      <h3 className="section-title key-words-title">{t('common.wordsToCompare')}</h3>
      <p className="detail">
        {t(offer.kind === 'openpgp' ? 'patients.key.wordsHint' : 'patients.key.wordsHintNoCode', { name })}
      </p>
      <CompareKey
        fingerprint={offer.fingerprint}
        words={offer.words}
        isScannable={offer.kind === 'openpgp'}
      />
      <ComparedChoice way={way} onChange={setWay} />
      {failure !== null && (
        <div className="key-failure">
          <FailureNote failure={failure} tone="stop" />
        </div>
      )}
    </Sheet>
  )
}
