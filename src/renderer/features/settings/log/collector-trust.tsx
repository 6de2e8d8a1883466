import { useTranslation } from 'react-i18next'
import type { CollectorCertificate } from '../../../../shared/contract/index.ts'
import { formatDate } from '../../../i18n/format.ts'
import { Fingerprint } from '../../../ui/fingerprint.tsx'

/** Whom the collector's certificate is believed from. */
export function CollectorTrust({ certificate }: { readonly certificate: CollectorCertificate | null }) {
  const { t } = useTranslation()
  if (certificate === null) return <p className="detail">{t('settings.log.collector.trustSystem')}</p>
  return (
    <div>
      <p className="detail">
        {t('settings.log.collector.trustOne', {
          name: certificate.name,
          date: formatDate(certificate.validTo),
        })}
      </p>
      <Fingerprint value={certificate.fingerprint} />
    </div>
  )
}
