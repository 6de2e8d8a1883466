import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { patchSender } from '../mail/message-cache.ts'
import { closeSheet, type GivenCertificate } from '../../app/sheets.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { KeyOfferSheet } from './key-offer-sheet.tsx'
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
        patchSender(cache, queries, saved)
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
    }),
  )
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
  return (
    <KeyOfferSheet
      title={t('patients.key.title', { name })}
      name={name}
      offer={key}
      isKeeping={accept.isPending}
      failure={accept.isError ? failureOf(accept.error) : null}
      onKeep={(compared) => {
        accept.mutate({ contactId, armored: key.armored, compared })
      }}
    />
  )
}
