import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnKeyState } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { OwnKeyCard } from './own-key-card.tsx'
import { RevokeKey } from './revoke-key.tsx'

/** A version 6 key beside the account's own: what it is for, made when asked for, given up like the other. */
export function NewerKey({ ownKey }: { readonly ownKey: OwnKeyState }) {
  const { t } = useTranslation()
  const titleId = useId()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const make = useMutation(
    queries.practice.makeNewerKey.mutationOptions({
      onSuccess: (keys) => {
        cache.setQueryData(queries.practice.ownKeys.queryKey(), keys)
        say(t('settings.openpgp.newer.made'))
      },
    }),
  )
  if (ownKey.newer !== null) {
    return (
      <div className="settings-gap">
        <OwnKeyCard title={t('settings.openpgp.newer.title')} ownKey={ownKey.newer} />
        <RevokeKey fingerprint={ownKey.newer.fingerprint} isNewer />
      </div>
    )
  }
  return (
    <section className="settings-subform settings-gap" aria-labelledby={titleId}>
      <div>
        <h3 id={titleId} className="section-title">
          {t('settings.openpgp.newer.title')}
        </h3>
        <p className="detail">{t('settings.openpgp.newer.text')}</p>
      </div>
      <div className="settings-actions">
        <Button
          variant="default"
          loading={make.isPending}
          onClick={() => {
            make.mutate({ fingerprint: ownKey.fingerprint })
          }}
        >
          {t('settings.openpgp.newer.make')}
        </Button>
      </div>
      {make.isError && <FailureNote failure={failureOf(make.error)} />}
    </section>
  )
}
