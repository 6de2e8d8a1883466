import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ImportIdentity } from './import-identity.tsx'
import { MailAuthorities } from './mail-authorities.tsx'
import { OwnIdentityCard } from './own-identity-card.tsx'
import { RevocationLists } from './revocation-lists.tsx'

/** S/MIME: the practice's own certificates, whom it trusts to vouch for others', and what issuers took back. */
export function SmimeSection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const identities = useQuery(queries.practice.identities.queryOptions())
  return (
    <div className="settings-form">
      <p className="detail">{t('settings.smime.text')}</p>
      {identities.isError && (
        <FailureNote failure={failureOf(identities.error)} retry={() => void identities.refetch()} />
      )}
      {identities.isPending && <SkeletonRows count={2} />}
      {identities.data?.length === 0 && <p className="detail">{t('settings.smime.none')}</p>}
      {identities.data?.map((identity) => (
        <OwnIdentityCard key={identity.fingerprint} identity={identity} />
      ))}
      <ImportIdentity />
      <MailAuthorities />
      <RevocationLists />
    </div>
  )
}
