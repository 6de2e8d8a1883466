import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { KeyLookupSwitch } from './key-lookup-switch.tsx'
import { NewerKey } from './newer-key.tsx'
import { OwnKeyCard } from './own-key-card.tsx'
import { RevokeKey } from './revoke-key.tsx'
import { RevokedKeys } from './revoked-keys.tsx'

/** The practice's OpenPGP keys, one for each account: to give to colleagues, to renew, and to give up. */
export function OpenPgpSection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const keys = useQuery(queries.practice.ownKeys.queryOptions())
  return (
    <div className="settings-form">
      <p className="detail">{t('settings.openpgp.text')}</p>
      {keys.isError && <FailureNote failure={failureOf(keys.error)} retry={() => void keys.refetch()} />}
      {keys.isPending && <SkeletonRows count={3} />}
      {keys.data !== undefined && keys.data.length > 1 && (
        <p className="detail">{t('settings.openpgp.several')}</p>
      )}
      {keys.data?.map((ownKey) => (
        <div key={ownKey.address} role="group" aria-label={ownKey.address} className="own-key">
          <OwnKeyCard title={ownKey.address} ownKey={ownKey} />
          <RevokeKey fingerprint={ownKey.fingerprint} isNewer={false} />
          <NewerKey ownKey={ownKey} />
          {ownKey.revoked.length > 0 && <RevokedKeys revoked={ownKey.revoked} />}
        </div>
      ))}
      <KeyLookupSwitch />
    </div>
  )
}
