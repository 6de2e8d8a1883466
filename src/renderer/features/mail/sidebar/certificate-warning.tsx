import { IconCertificate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { go } from '../../../app/places.ts'
import { NavItem } from './nav-item.tsx'

/**
 * Stands at the foot from 30 days before a key or certificate of the practice expires: issuers take a while, and a key
 * that gets here wasn't renewed by itself.
 */
export function CertificateWarning() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const identities = useQuery(queries.practice.identities.queryOptions())
  const keys = useQuery(queries.practice.ownKeys.queryOptions())
  return (
    <>
      {keys.data?.some(({ expiresSoon, newer }) => expiresSoon || newer?.expiresSoon === true) === true && (
        <NavItem
          icon={IconCertificate}
          label={t('settings.openpgp.soonNav')}
          needsAttention
          onClick={() => {
            go.toSettings('openpgp')
          }}
        />
      )}
      {identities.data?.some(({ usedFor, expiresSoon }) => usedFor.length > 0 && expiresSoon) === true && (
        <NavItem
          icon={IconCertificate}
          label={t('settings.smime.soonNav')}
          needsAttention
          onClick={() => {
            go.toSettings('smime')
          }}
        />
      )}
    </>
  )
}
