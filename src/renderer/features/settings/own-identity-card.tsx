import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OwnIdentity } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { formatDate } from '../../i18n/format.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { AskRemove } from './ask-remove.tsx'

/** One S/MIME certificate of the practice. Removing asks once, because old mail closes with it. */
export function OwnIdentityCard({ identity }: { readonly identity: OwnIdentity }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const remove = useMutation(
    queries.practice.removeIdentity.mutationOptions({
      onSuccess: () => {
        say(t('settings.smime.removed'))
        return cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  const { subject, addresses, issuer, algorithm, problem, expiresSoon } = identity
  const failure: Failure | null =
    problem === null
      ? null
      : { code: problem.code, ...(problem.detail === undefined ? {} : { detail: problem.detail }) }
  const until = formatDate(identity.expiresAt)
  return (
    <section className="settings-subform settings-gap" aria-label={subject}>
      <div>
        <h3 className="section-title">{subject}</h3>
        <p className="detail">{addresses.join(', ')}</p>
        <p className="detail">
          {t(identity.isInUse ? 'settings.smime.inUse' : 'settings.smime.old')}.{' '}
          {t('settings.smime.vouches', { issuer })}{' '}
          {t('settings.smime.valid', {
            algorithm: algorithm.replace(/^rsa/, 'RSA'),
            from: formatDate(identity.validFrom),
            until,
          })}
        </p>
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {failure === null && expiresSoon && (
        <p className="settings-warning" role="status">
          {t('settings.smime.soon', { date: until })}
        </p>
      )}
      <CompareKey fingerprint={identity.fingerprint} words={identity.words} isScannable={false} />
      <AskRemove
        label={t('settings.smime.removeOf', { subject })}
        words={{
          remove: t('settings.smime.remove'),
          text: t('settings.smime.removeText'),
          now: t('settings.smime.removeNow'),
          keep: t('settings.smime.keep'),
        }}
        isRemoving={remove.isPending}
        onRemove={() => {
          remove.mutate({ fingerprint: identity.fingerprint })
        }}
      />
      {remove.isError && <FailureNote failure={failureOf(remove.error)} />}
    </section>
  )
}
