import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ShownKey } from '../../../shared/contract/index.ts'
import { useCopyText } from '../../app/copies.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { formatDate } from '../../i18n/format.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  readonly title: string
  readonly ownKey: ShownKey
}

/** A key of one account: until when, its words, and the ways to hand its certificate out. */
export function OwnKeyCard({ title, ownKey }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const copyText = useCopyText()
  const save = useMutation(
    queries.practice.exportCertificate.mutationOptions({
      onSuccess: ({ saved }) => {
        if (saved) say(t('settings.openpgp.saved'))
      },
    }),
  )
  const renew = useMutation(
    queries.practice.renewKey.mutationOptions({
      onSuccess: (renewed) => {
        cache.setQueryData(queries.practice.ownKeys.queryKey(), renewed)
        say(t('settings.openpgp.renewed'))
      },
    }),
  )
  const copy = () => {
    copyText(ownKey.armored).then(
      () => {
        say(t('settings.openpgp.copied'))
      },
      (error: unknown) => sayFailure(failureOf(error)),
    )
  }
  const failed = save.error ?? renew.error
  return (
    <section className="settings-subform" aria-label={title}>
      <div>
        <h3 className="section-title">{title}</h3>
        <p className="detail">
          {t('settings.openpgp.made', { date: formatDate(ownKey.createdAt) })}{' '}
          {ownKey.expiresAt !== null && t('settings.openpgp.expires', { date: formatDate(ownKey.expiresAt) })}
        </p>
      </div>
      {ownKey.expiresSoon && (
        <p className="settings-warning" role="status">
          {t('settings.openpgp.soon')}
        </p>
      )}
      <CompareKey fingerprint={ownKey.fingerprint} words={ownKey.words} isScannable />
      <div className="settings-actions">
        <Button
          variant="default"
          loading={save.isPending}
          onClick={() => {
            save.mutate({ fingerprint: ownKey.fingerprint })
          }}
        >
          {t('settings.openpgp.save')}
        </Button>
        <Button variant="default" onClick={copy}>
          {t('settings.openpgp.copy')}
        </Button>
        <Button
          variant={ownKey.expiresSoon ? 'filled' : 'default'}
          loading={renew.isPending}
          onClick={() => {
            renew.mutate({ fingerprint: ownKey.fingerprint })
          }}
        >
          {t('settings.openpgp.renew')}
        </Button>
      </div>
      {failed !== null && <FailureNote failure={failureOf(failed)} />}
    </section>
  )
}
