import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { RevokedKey } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { formatDate } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'

/** Keys that were given up: what correspondents must import to stop using them. */
export function RevokedKeys({ revoked }: { readonly revoked: readonly RevokedKey[] }) {
  const { t } = useTranslation()
  const titleId = useId()
  const { queries } = useEngine()
  const save = useMutation(
    queries.practice.exportRevoked.mutationOptions({
      onSuccess: ({ saved }) => {
        if (saved) say(t('settings.openpgp.revokedSaved'))
      },
    }),
  )
  return (
    <section className="settings-subform settings-gap" aria-labelledby={titleId}>
      <div>
        <h3 id={titleId} className="section-title">
          {t('settings.openpgp.revokedTitle')}
        </h3>
        <p className="detail">{t('settings.openpgp.revokedText')}</p>
      </div>
      {revoked.map(({ fingerprint, revokedAt }) => (
        <div key={fingerprint} className="settings-subform">
          <div>
            <p>{t('settings.openpgp.revokedOn', { date: formatDate(revokedAt) })}</p>
            <Fingerprint value={fingerprint} />
          </div>
          <Button
            variant="default"
            onClick={() => {
              save.mutate({ fingerprint })
            }}
          >
            {t('settings.openpgp.saveRevoked')}
          </Button>
        </div>
      ))}
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
    </section>
  )
}
