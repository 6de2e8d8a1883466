import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MailAuthority } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { formatDate } from '../../i18n/format.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AskRemove } from './ask-remove.tsx'
import { ChooseFile } from './choose-file.tsx'

/** Whom the practice trusts to vouch for mail besides the system's roots. One is shown before it is trusted. */
export function MailAuthorities() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const authorities = useQuery(queries.practice.authorities.queryOptions())
  const read = useMutation(queries.practice.readAuthority.mutationOptions())
  const add = useMutation(
    queries.practice.addAuthority.mutationOptions({
      onSuccess: () => {
        read.reset()
        say(t('settings.authorities.added'))
        // What it vouches for is judged anew everywhere.
        return cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  const remove = useMutation(
    queries.practice.removeAuthority.mutationOptions({
      onSuccess: () => {
        say(t('settings.authorities.removed'))
        return cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  const offer = read.data
  const failed = read.error ?? add.error ?? remove.error
  return (
    <section className="settings-subform settings-gap" aria-labelledby="mail-authorities">
      <div>
        <h3 id="mail-authorities" className="section-title">
          {t('settings.authorities.title')}
        </h3>
        <p className="detail">{t('settings.authorities.text')}</p>
      </div>
      {authorities.isError && (
        <FailureNote failure={failureOf(authorities.error)} retry={() => void authorities.refetch()} />
      )}
      {authorities.isPending && <SkeletonRows count={1} />}
      {authorities.data?.length === 0 && <p className="detail">{t('settings.authorities.none')}</p>}
      {authorities.data?.map((authority) => (
        <section key={authority.fingerprint} className="settings-item-card" aria-label={authority.subject}>
          <Authority authority={authority} />
          <AskRemove
            label={t('settings.authorities.removeOf', { subject: authority.subject })}
            words={{
              remove: t('settings.authorities.remove'),
              text: t('settings.authorities.removeText'),
              now: t('settings.authorities.removeNow'),
              keep: t('settings.authorities.keep'),
            }}
            isRemoving={remove.isPending}
            onRemove={() => {
              remove.mutate({ fingerprint: authority.fingerprint })
            }}
          />
        </section>
      ))}
      {offer === undefined ? (
        <ChooseFile
          label={t('settings.authorities.choose')}
          accept=".cer,.crt,.der,.pem,.p7b,.p7c"
          isReading={read.isPending}
          onFile={({ handle }) => {
            read.mutate({ file: handle })
          }}
        />
      ) : (
        <section className="settings-item-card" aria-label={offer.subject}>
          <Authority authority={offer} />
          <div className="settings-evaluation">
            <p className="section-title">{t('settings.authorities.meaning')}</p>
            <p>{t('settings.authorities.meaningText')}</p>
          </div>
          <div className="settings-actions">
            <Button
              variant="default"
              onClick={() => {
                read.reset()
                add.reset()
              }}
            >
              {t('settings.authorities.discard')}
            </Button>
            <Button
              variant="default"
              loading={add.isPending}
              onClick={() => {
                add.mutate({ pem: offer.pem })
              }}
            >
              {t('settings.authorities.trust')}
            </Button>
          </div>
        </section>
      )}
      {failed !== null && <FailureNote failure={failureOf(failed)} tone="stop" />}
    </section>
  )
}

/** Whose it is, until when, and the words and fingerprint that are compared before trusting it. */
function Authority({ authority }: { readonly authority: MailAuthority }) {
  const { t } = useTranslation()
  const { subject, issuer, algorithm, fingerprint, words, hasExpired } = authority
  const until = formatDate(authority.expiresAt)
  return (
    <>
      <div>
        <h4 className="section-title">{subject}</h4>
        <p className="detail">
          {issuer === null ? t('settings.authorities.root') : t('settings.authorities.between', { issuer })}{' '}
          {t('settings.smime.valid', {
            algorithm: algorithm.replace(/^rsa/, 'RSA'),
            from: formatDate(authority.validFrom),
            until,
          })}
        </p>
      </div>
      {hasExpired && (
        <p className="settings-warning" role="status">
          {t('settings.authorities.expired', { date: until })}
        </p>
      )}
      <CompareKey fingerprint={fingerprint} words={words} isScannable={false} />
    </>
  )
}
