import { SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactKindSchema, type ContactKind, type MailAddress } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet, type GivenCertificate } from '../../app/sheets.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { patchSender } from '../mail/message-cache.ts'
import { detailsOf, emptyFields } from './contact-fields.ts'
import { KeyOfferSheet } from './key-offer-sheet.tsx'

type Props = { readonly sender: MailAddress; readonly given: GivenCertificate }

/** Adds the sender of a message and accepts the certificate that came with it, in one step. */
export function AddSenderSheet({ sender, given }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const { address } = sender
  const offer = useQuery(
    queries.contacts.readSenderCertificate.queryOptions({ input: { address, source: given }, gcTime: 0 }),
  )
  const add = useMutation(
    queries.contacts.addWithCertificate.mutationOptions({
      onSuccess: (saved) => {
        closeSheet()
        say(t('patients.sender.added', { name: saved.name, owner: owner(saved.name) }))
        patchSender(cache, queries, saved)
        return cache.invalidateQueries({ queryKey: queries.contacts.key() })
      },
    }),
  )
  const [kind, setKind] = useState<ContactKind>('colleague')
  const [name, setName] = useState(sender.name === '' ? address : sender.name)
  const [wasTried, setWasTried] = useState(false)
  const isNamed = name.trim() !== ''
  if (offer.data === undefined) {
    return (
      <Sheet title={t('patients.sender.title')}>
        {offer.isError ? (
          <FailureNote failure={failureOf(offer.error)} tone="stop" />
        ) : (
          <p className="detail">{t('patients.key.reading')}</p>
        )}
      </Sheet>
    )
  }
  const { armored } = offer.data
  return (
    <KeyOfferSheet
      title={t('patients.sender.title')}
      name={isNamed ? shortName(name) : address}
      offer={offer.data}
      isKeeping={add.isPending}
      failure={add.isError ? failureOf(add.error) : null}
      onKeep={(compared) => {
        setWasTried(true)
        if (!isNamed) return
        const details = detailsOf({ ...emptyFields, kind, name, addresses: address })
        add.mutate({ ...details, armored, compared })
      }}
    >
      <div className="contact-form sender-form">
        <SegmentedControl
          aria-label={t('patients.form.kind')}
          value={kind}
          data={contactKindSchema.options.map((value) => ({ value, label: t(`patients.kind.${value}`) }))}
          onChange={setKind}
        />
        <TextInput
          label={t('patients.form.name')}
          description={t('patients.sender.nameHint', { address })}
          value={name}
          data-autofocus
          error={wasTried && !isNamed ? t('patients.form.needsName') : undefined}
          onChange={(event) => {
            setName(event.currentTarget.value)
          }}
        />
      </div>
    </KeyOfferSheet>
  )
}
