import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { KeyLookupSwitch } from './key-lookup-switch.tsx'
import { OwnKeyCard } from './own-key-card.tsx'
import { RevokeKey } from './revoke-key.tsx'
import { RevokedKeys } from './revoked-keys.tsx'

/** The practice's OpenPGP key: to give to colleagues, to renew, and to give up. */
export function OpenPgpSection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const key = useQuery(queries.practice.key.queryOptions())
  return (
    <div className="settings-form">
      <p className="detail">{t('settings.openpgp.text')}</p>
      {key.isError && <FailureNote failure={failureOf(key.error)} retry={() => void key.refetch()} />}
      {key.isPending && <SkeletonRows count={3} />}
      {key.data !== undefined && (
        <>
          <OwnKeyCard ownKey={key.data} />
          <RevokeKey />
          {key.data.revoked.length > 0 && <RevokedKeys revoked={key.data.revoked} />}
        </>
      )}
      <KeyLookupSwitch />
    </div>
  )
}
