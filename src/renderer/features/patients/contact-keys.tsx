import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Certificate, Contact } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { openSheet } from '../../app/sheets.ts'
import { formatDate } from '../../i18n/format.ts'
import { shortName } from '../../i18n/names.ts'
import { Fingerprint } from '../../ui/fingerprint.tsx'

/** "Compared in person on May 3", or how far it is trusted. */
function comparison({ comparedAt, comparedWay, trust }: Certificate, t: TFunction): string {
  if (comparedAt === null) return t(`patients.detail.trust.${trust}`)
  const date = formatDate(comparedAt)
  return comparedWay === null
    ? t('patients.detail.comparedOn', { date })
    : t('patients.detail.comparedBy', { date, way: t(`patients.detail.ways.${comparedWay}`) })
}

/** As routing sees it: nothing is encrypted to it any more. */
function isExpired({ expiresAt }: Certificate): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now()
}

/** The certificates of a person: whose they say they are, whether they were compared, until when. */
export function ContactKeys({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const remove = useMutation(
    queries.contacts.removeCertificate.mutationOptions({
      onSuccess: () => {
        say(t('patients.detail.keyRemoved'))
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  return (
    <>
      {contact.certificates.map((certificate) => (
        <div key={certificate.fingerprint} className="contact-line">
          <p className="contact-text">
            <span>
              {comparison(certificate, t)}
              {certificate.expiresAt !== null &&
                !isExpired(certificate) &&
                `, ${t('patients.detail.expires', { date: formatDate(certificate.expiresAt) })}`}
            </span>
            {certificate.expiresAt !== null && isExpired(certificate) && (
              <span className="key-expired">
                {t('patients.detail.expired', { date: formatDate(certificate.expiresAt) })}
              </span>
            )}
            {certificate.issuer !== null && (
              <span className="detail">{t('patients.detail.issuer', { issuer: certificate.issuer })}</span>
            )}
            {certificate.trust === 'seen' && (
              <span className="detail">{t(`patients.detail.seenFrom.${certificate.source}`)}</span>
            )}
            <Fingerprint value={certificate.fingerprint} />
          </p>
          <span className="contact-buttons">
            {certificate.trust !== 'verified' && (
              <Button
                variant="default"
                onClick={() => {
                  openSheet({
                    kind: 'add-key',
                    contactId: contact.id,
                    given: { seen: certificate.fingerprint },
                  })
                }}
              >
                {t(certificate.trust === 'seen' ? 'patients.detail.lookAtKey' : 'patients.detail.compareKey')}
              </Button>
            )}
            <Button
              variant="default"
              onClick={() => {
                remove.mutate({ contactId: contact.id, fingerprint: certificate.fingerprint })
              }}
            >
              {t(certificate.trust === 'seen' ? 'patients.detail.putAway' : 'patients.detail.removeKey')}
            </Button>
          </span>
        </div>
      ))}
      <div className="contact-line">
        <p className="contact-text">
          {contact.certificates.length === 0 && (
            <span className="detail">{t('patients.detail.keysNone', { name: shortName(contact.name) })}</span>
          )}
        </p>
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'add-key', contactId: contact.id })
          }}
        >
          {t('patients.detail.addKey')}
        </Button>
      </div>
    </>
  )
}
