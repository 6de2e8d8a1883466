import { Button, Radio } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

const reasons = ['compromised', 'superseded'] as const
type Reason = (typeof reasons)[number]

type Props = {
  readonly fingerprint: string
  /** A version 6 key: giving it up makes no next one. */
  readonly isNewer: boolean
}

/** Giving the key up asks why, because correspondents are told; and a way to prepare for the loss of everything. */
export function RevokeKey({ fingerprint, isNewer }: Props) {
  const { t } = useTranslation()
  const titleId = useId()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [reason, setReason] = useState<Reason | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const revoke = useMutation(
    queries.practice.revokeKey.mutationOptions({
      onSuccess: (next) => {
        cache.setQueryData(queries.practice.ownKeys.queryKey(), next)
        setIsAsking(false)
        setReason(null)
        say(t(isNewer ? 'settings.openpgp.newer.revokedNow' : 'settings.openpgp.revokedNow'))
      },
    }),
  )
  const save = useMutation(
    queries.practice.exportRevocation.mutationOptions({
      onSuccess: ({ saved }) => {
        if (saved) say(t('settings.openpgp.revocationSaved'))
      },
    }),
  )
  const failed = revoke.error ?? save.error
  return (
    <section className="settings-subform settings-gap" aria-labelledby={titleId}>
      <div>
        <h3 id={titleId} className="section-title">
          {t(isNewer ? 'settings.openpgp.newer.lost' : 'settings.openpgp.lost')}
        </h3>
        <p className="detail">
          {t(isNewer ? 'settings.openpgp.newer.lostText' : 'settings.openpgp.lostText')}
        </p>
      </div>
      {isAsking ? (
        <>
          <Radio.Group
            className="choice settings-choice"
            label={t('settings.openpgp.why')}
            value={reason}
            onChange={(value) => {
              setReason(reasons.find((one) => one === value) ?? null)
            }}
          >
            <div className="choice-options">
              {reasons.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(
                    isNewer ? `settings.openpgp.newer.reasons.${one}` : `settings.openpgp.reasons.${one}`,
                  )}
                />
              ))}
            </div>
          </Radio.Group>
          <div className="settings-ask">
            <p>{t(isNewer ? 'settings.openpgp.newer.revokeText' : 'settings.openpgp.revokeText')}</p>
            <Button
              variant="default"
              onClick={() => {
                setIsAsking(false)
              }}
            >
              {t('settings.openpgp.keep')}
            </Button>
            <Button
              variant="default"
              disabled={reason === null}
              loading={revoke.isPending}
              onClick={() => {
                if (reason !== null) revoke.mutate({ fingerprint, reason })
              }}
            >
              {t(isNewer ? 'settings.openpgp.newer.revokeNow' : 'settings.openpgp.revokeNow')}
            </Button>
          </div>
        </>
      ) : (
        <div className="settings-actions">
          <Button
            variant="default"
            onClick={() => {
              setIsAsking(true)
            }}
          >
            {t(isNewer ? 'settings.openpgp.newer.revoke' : 'settings.openpgp.revoke')}
          </Button>
          <Button
            variant="default"
            loading={save.isPending}
            onClick={() => {
              save.mutate({ fingerprint })
            }}
          >
            {t('settings.openpgp.saveRevocation')}
          </Button>
        </div>
      )}
      {failed !== null && <FailureNote failure={failureOf(failed)} />}
    </section>
  )
}
