import { IconCertificate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { go } from '../../../app/places.ts'
import { NavItem } from './nav-item.tsx'

/** Stands at the foot from 30 days before the practice's own certificate expires: issuers take a while. */
export function CertificateWarning() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const identities = useQuery(queries.practice.identities.queryOptions())
  if (identities.data?.some(({ isInUse, expiresSoon }) => isInUse && expiresSoon) !== true) return null
  return (
    <NavItem
      icon={IconCertificate}
      label={t('settings.smime.soonNav')}
      needsAttention
      onClick={() => {
        go.toSettings('smime')
      }}
    />
  )
}
