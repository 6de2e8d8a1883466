import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { formatDate } from '../../i18n/format.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { KeySource } from './key-source.tsx'

type Props = {
  readonly contactId: ContactId
  /** Fingerprint of one that is known: it came with mail, was looked up, or is used without having been compared. */
  readonly seen: string | undefined
}

/** Reads a certificate, shows whose it says it is, and keeps it once that was compared or accepted as it is. */
export function KeySheet({ contactId, seen }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const contact = useQuery(queries.contacts.get.queryOptions({ input: { id: contactId } })).data
  const read = useMutation(queries.contacts.readCertificate.mutationOptions())
  const accept = useMutation(
    queries.contacts.acceptCertificate.mutationOptions({
      onSuccess: (saved) => {
        closeSheet()
        say(t('patients.key.accepted', { owner: owner(saved.name) }))
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
    }),
  )
  const readSeen = read.mutate
  useEffect(() => {
    if (seen !== undefined) readSeen({ contactId, source: { seen } })
  }, [contactId, seen, readSeen])
  if (contact === undefined) return null
  const name = shortName(contact.name)
  const key = read.data
  if (key === undefined) {
    return (
      <Sheet hasField title={t('patients.key.title', { name })}>
        <KeySource
          addresses={contact.addresses}
          isReading={read.isPending}
          onSource={(source) => {
            read.mutate({ contactId, source })
          }}
        />
        {read.isError && (
          <div className="key-failure">
            <FailureNote failure={failureOf(read.error)} tone="stop" />
          </div>
        )}
      </Sheet>
    )
  }
  const keep = (trust: 'accepted' | 'verified') => {
    accept.mutate({ contactId, armored: key.armored, trust })
  }
  return (
    <Sheet
      title={t('patients.key.title', { name })}
      foot={
        <>
          <span className="sheet-foot-space" />
          {key.trust === 'seen' && (
            <Button
              variant="default"
              loading={accept.isPending}
              onClick={() => {
                keep('accepted')
              }}
            >
              {t('patients.key.notCompared')}
            </Button>
          )}
          <Button
            loading={accept.isPending}
            onClick={() => {
              keep('verified')
            }}
          >
            {t('patients.key.same')}
          </Button>
        </>
      }
    >
      {key.replaces !== null && (
        <p className="key-replaces">
          {t('patients.key.replaces', { name, fingerprint: key.replaces.slice(-8).toUpperCase() })}
        </p>
      )}
      <p className="detail">{t('patients.key.belongs')}</p>
      <ul>
        {key.userIds.map((userId) => (
          <li key={userId} className="key-user">
            {userId}
          </li>
        ))}
      </ul>
      {key.issuer !== null && <p className="detail">{t('patients.key.issuer', { issuer: key.issuer })}</p>}
      <p className="detail">
        {t(key.kind === 'smime' ? 'patients.key.validFrom' : 'patients.key.made', {
          date: formatDate(key.createdAt),
        })}
        .{' '}
        {key.expiresAt === null
          ? t('patients.key.neverExpires')
          : t('patients.key.expires', { date: formatDate(key.expiresAt) })}
        .
      </p>
      <h3 className="section-title key-words-title">{t('common.wordsToCompare')}</h3>
      <p className="detail">{t('patients.key.wordsHint', { name })}</p>
      <CompareKey fingerprint={key.fingerprint} words={key.words} isScannable={key.kind === 'openpgp'} />
      {accept.isError && (
        <div className="key-failure">
          <FailureNote failure={failureOf(accept.error)} tone="stop" />
        </div>
      )}
    </Sheet>
  )
}
