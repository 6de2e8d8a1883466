import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedWay } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet, type GivenCertificate } from '../../app/sheets.ts'
import { formatDate } from '../../i18n/format.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { CompareKey } from '../../ui/compare-key.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ComparedChoice } from './compared-choice.tsx'
import { KeySource } from './key-source.tsx'

type Props = {
  readonly contactId: ContactId
  /** One that is known (it came with mail, was looked up, or is used uncompared), or a file of a message. */
  readonly given: GivenCertificate | undefined
}

/** Reads a certificate, shows whose it says it is, and keeps it once that was compared or accepted as it is. */
export function KeySheet({ contactId, given }: Props) {
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
  const [way, setWay] = useState<ComparedWay | null>(null)
  const readGiven = read.mutate
  useEffect(() => {
    if (given !== undefined) readGiven({ contactId, source: given })
  }, [contactId, given, readGiven])
  if (contact === undefined) return null
  const name = shortName(contact.name)
  const key = read.data
  if (key === undefined) {
    return (
      <Sheet hasField={given === undefined} title={t('patients.key.title', { name })}>
        {given === undefined && (
          <KeySource
            addresses={contact.addresses}
            isReading={read.isPending}
            onSource={(source) => {
              read.mutate({ contactId, source })
            }}
          />
        )}
        {given !== undefined && !read.isError && <p className="detail">{t('patients.key.reading')}</p>}
        {read.isError && (
          <div className="key-failure">
            <FailureNote failure={failureOf(read.error)} tone="stop" />
          </div>
        )}
      </Sheet>
    )
  }
  const keep = (compared: ComparedWay | null) => {
    accept.mutate({ contactId, armored: key.armored, compared })
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
                keep(null)
              }}
            >
              {t('patients.key.notCompared')}
            </Button>
          )}
          <Button
            loading={accept.isPending}
            disabled={way === null}
            onClick={() => {
              keep(way)
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
      <ComparedChoice way={way} onChange={setWay} />
      {accept.isError && (
        <div className="key-failure">
          <FailureNote failure={failureOf(accept.error)} tone="stop" />
        </div>
      )}
    </Sheet>
  )
}
