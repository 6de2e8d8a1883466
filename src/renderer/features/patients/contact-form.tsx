import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactDetails, ContactKind } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { go } from '../../app/places.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { looksLikeAddress } from '../composer/recipients/parse-recipients.ts'
import { ReadsOnChoice } from '../passphrase/reads-on-choice.tsx'
import { contactProblems, emptyFields, detailsOf, fieldsOf, type ContactFields } from './contact-fields.ts'

const formId = 'contact-form'
const kinds: readonly ContactKind[] = ['patient', 'colleague', 'other']

function useSave(contact: Contact | null) {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (details: ContactDetails) =>
      contact === null
        ? client.contacts.add(details)
        : client.contacts.update({ ...details, id: contact.id }),
    onSuccess: (saved: Contact) => {
      closeSheet()
      go.toPatients(saved.id)
      return cache.invalidateQueries({ queryKey: queries.contacts.key() })
    },
  })
}

/** What is known of a person. Patients' details stay on this computer; they tell the scan what to look for. */
export function ContactForm({ contact }: { readonly contact: Contact | null }) {
  const { t } = useTranslation()
  const [fields, setFields] = useState<ContactFields>(contact === null ? emptyFields : fieldsOf(contact))
  const [wasTried, setWasTried] = useState(false)
  const save = useSave(contact)
  const change = (next: Partial<ContactFields>) => {
    setFields({ ...fields, ...next })
  }
  const problems = contactProblems(fields, looksLikeAddress)
  const isPatient = fields.kind === 'patient'
  return (
    <Sheet
      hasField
      title={
        contact === null ? t('patients.form.titleNew') : t('patients.form.titleEdit', { name: contact.name })
      }
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={save.isPending}>
            {t('patients.form.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="contact-form"
        onSubmit={(event) => {
          event.preventDefault()
          setWasTried(true)
          if (!problems.name && !problems.addresses) save.mutate(detailsOf(fields))
        }}
      >
        <SegmentedControl
          aria-label={t('patients.form.kind')}
          value={fields.kind}
          data={kinds.map((value) => ({ value, label: t(`patients.kind.${value}`) }))}
          onChange={(kind) => {
            change({ kind: kind })
          }}
        />
        <TextInput
          label={t('patients.form.name')}
          value={fields.name}
          data-autofocus
          error={wasTried && problems.name ? t('patients.form.needsName') : undefined}
          onChange={(event) => {
            change({ name: event.currentTarget.value })
          }}
        />
        <Textarea
          label={t('patients.form.addresses')}
          description={t('patients.form.listHint')}
          autosize
          value={fields.addresses}
          spellCheck={false}
          error={wasTried && problems.addresses ? t('patients.form.needsAddress') : undefined}
          onChange={(event) => {
            change({ addresses: event.currentTarget.value })
          }}
        />
        <Textarea
          label={t('patients.form.phones')}
          description={t('patients.form.listHint')}
          autosize
          value={fields.phones}
          onChange={(event) => {
            change({ phones: event.currentTarget.value })
          }}
        />
        {isPatient && (
          <>
            <Textarea
              label={t('patients.form.nicknames')}
              description={t('patients.form.nicknamesHint')}
              autosize
              value={fields.nicknames}
              onChange={(event) => {
                change({ nicknames: event.currentTarget.value })
              }}
            />
            <div className="contact-form-pair">
              <TextInput
                type="date"
                label={t('patients.form.birthDate')}
                value={fields.birthDate}
                onChange={(event) => {
                  change({ birthDate: event.currentTarget.value })
                }}
              />
              <TextInput
                label={t('patients.form.recordNumber')}
                value={fields.recordNumber}
                onChange={(event) => {
                  change({ recordNumber: event.currentTarget.value })
                }}
              />
            </div>
            <p className="detail">{t('patients.form.whyAsked')}</p>
          </>
        )}
        <TextInput
          type="date"
          label={t('patients.form.agreedToEmailOn')}
          description={t('patients.form.agreedHint')}
          value={fields.agreedToEmailOn}
          onChange={(event) => {
            change({ agreedToEmailOn: event.currentTarget.value })
          }}
        />
        <ReadsOnChoice
          origin={contact?.passphrase?.origin ?? 'generated'}
          value={fields.readsMailOn}
          onChange={(readsMailOn) => {
            change({ readsMailOn })
          }}
        />
        {save.isError && <FailureNote failure={failureOf(save.error)} />}
      </form>
    </Sheet>
  )
}
