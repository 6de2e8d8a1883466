import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OwnIdentity } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { errorText } from '../../i18n/error-text.ts'
import { formatDate } from '../../i18n/format.ts'
import { joinNames } from '../../i18n/names.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { AskRemove } from './ask-remove.tsx'

/** The next step of a problem that adding an issuer may solve is another. */
const issuerProblems: readonly string[] = ['smime/untrusted-issuer', 'smime/self-signed']

/** One S/MIME certificate of the practice: whose mail it signs. Removing asks once, because old mail closes with it. */
export function OwnIdentityCard({ identity }: { readonly identity: OwnIdentity }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const choose = useMutation(
    queries.practice.chooseIdentity.mutationOptions({
      onSuccess: (_list, { address }) => {
        say(t('settings.smime.chosen', { address }))
        return cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  const remove = useMutation(
    queries.practice.removeIdentity.mutationOptions({
      onSuccess: () => {
        say(t('settings.smime.removed'))
        return cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  const { subject, addresses, issuer, algorithm, fits, usedFor, expiresSoon } = identity
  const { problem } = identity
  const failure: Failure | null =
    problem === null
      ? null
      : { code: problem.code, ...(problem.detail === undefined ? {} : { detail: problem.detail }) }
  const isInUse = usedFor.length > 0
  // That an old one has expired needs nothing done, and of one for nobody here the line above says enough.
  const isCalm =
    failure?.code === 'smime/address-mismatch' || (!isInUse && failure?.code === 'smime/certificate-expired')
  const state = isInUse
    ? t(failure === null ? 'settings.smime.inUse' : 'settings.smime.chosenFor', {
        addresses: joinNames(usedFor),
      })
    : t('settings.smime.old')
  const failed = choose.error ?? remove.error
  const until = formatDate(identity.expiresAt)
  return (
    <section className="settings-subform settings-gap" aria-label={subject}>
      <div>
        <h3 className="section-title">{subject}</h3>
        <p className="detail">{addresses.join(', ')}</p>
        <p className="detail">
          {state}. {fits.length === 0 && `${t('settings.smime.fitsNone')} `}
          {fits.length > 1 && `${t('settings.smime.fitsSeveral')} `}
          {t('settings.smime.vouches', { issuer })}{' '}
          {t('settings.smime.valid', {
            algorithm: algorithm.replace(/^rsa/, 'RSA'),
            from: formatDate(identity.validFrom),
            until,
          })}
          {failure?.code === 'smime/certificate-expired' && isCalm && ` ${errorText(failure).happened}`}
        </p>
      </div>
      {failure !== null && !isCalm && (
        <FailureNote
          failure={failure}
          here={{
            safe: t('settings.smime.problemSafe'),
            next: t(
              issuerProblems.includes(failure.code)
                ? 'settings.smime.problemIssuer'
                : 'settings.smime.problemNext',
            ),
          }}
        />
      )}
      {failure === null && isInUse && expiresSoon && (
        <p className="settings-warning" role="status">
          {t('settings.smime.soon', { date: until })}
        </p>
      )}
      {isInUse ? (
        <CompareKey fingerprint={identity.fingerprint} words={identity.words} isScannable={false} />
      ) : (
        <Fingerprint value={identity.fingerprint} />
      )}
      <div className="settings-actions">
        {failure === null &&
          fits
            .filter((address) => !usedFor.includes(address))
            .map((address) => (
              <Button
                key={address}
                variant="default"
                loading={choose.isPending}
                onClick={() => {
                  choose.mutate({ fingerprint: identity.fingerprint, address })
                }}
              >
                {t('settings.smime.use', { address })}
              </Button>
            ))}
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
      </div>
      {failed !== null && <FailureNote failure={failureOf(failed)} />}
    </section>
  )
}
