import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  accountedBases,
  exemptBases,
  type Disclosure,
  type PossibleDisclosure,
} from '../../../../shared/contract/index.ts'
import type { ContactId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { openEvidenceSheet } from '../../../app/sheets.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { DayField } from '../day-field.tsx'
import { RecordSheet } from '../record-sheet.tsx'
import type { RecordOf } from '../records.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { SaveFailure } from '../save-failure.tsx'
import { useSaveRecord } from '../use-save-record.ts'
import {
  isComplete,
  isSuspendable,
  lacksPurpose,
  startFields,
  type DisclosureFields,
} from './disclosure-fields.ts'

const formId = 'disclosure-form'

type Props = {
  readonly contactId: ContactId
  readonly given: RecordOf<'disclosure'> | null
  readonly of: PossibleDisclosure | null
}

function useTitle({ contactId, given, of }: Props): string {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const contact = useQuery(queries.contacts.get.queryOptions({ input: { id: contactId } }))
  if (given !== null) {
    return t('evidence.disclosures.form.titleChange', { recipient: given.body.recipient })
  }
  if (of !== null && of.subject !== '') {
    return t('evidence.disclosures.form.titleMessage', { subject: of.subject })
  }
  return t('evidence.disclosures.form.titleNew', { name: contact.data?.name ?? '' })
}

function DisclosureForm(props: Props) {
  const { t } = useTranslation()
  const [base] = useState(props.given)
  const [fields, setFields] = useState(() => startFields(props.contactId, base?.body ?? null, props.of))
  const [wasTried, setWasTried] = useState(false)
  const { save, isSaving, failure } = useSaveRecord(base, () => {
    openEvidenceSheet({ kind: 'disclosures', contactId: props.contactId })
  })
  const change = (next: Partial<DisclosureFields>) => {
    setFields({ ...fields, ...next })
  }
  const describedHint =
    props.of === null || props.of.subject === ''
      ? t('evidence.disclosures.form.describedHint')
      : t('evidence.disclosures.form.describedHintMessage', { subject: props.of.subject })
  const missing = (isMissing: boolean, words: string) => (wasTried && isMissing ? words : undefined)
  const options = (bases: readonly Disclosure['basis'][]) =>
    bases.map((value) => ({ value, label: t(`evidence.disclosures.bases.${value}`) }))
  return (
    <Sheet hasField title={useTitle(props)} foot={<SaveButtons form={formId} isSaving={isSaving} />}>
      <form
        id={formId}
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault()
          setWasTried(true)
          if (isComplete(fields)) save({ body: fields })
        }}
      >
        <Select
          label={t('evidence.fields.basis')}
          data-autofocus
          value={fields.basis}
          allowDeselect={false}
          error={missing(fields.basis === null, t('evidence.disclosures.form.needsReason'))}
          data={[
            { group: t('evidence.disclosures.form.exempt'), items: options(exemptBases) },
            { group: t('evidence.disclosures.form.accounted'), items: options(accountedBases) },
          ]}
          onChange={(basis) => {
            if (basis !== null) change(isSuspendable(basis) ? { basis } : { basis, suspendedUntil: null })
          }}
        />
        <DayField
          label={t('evidence.fields.day')}
          value={fields.day}
          error={missing(fields.day === null, t('evidence.disclosures.form.needsDay'))}
          onChange={(day) => {
            change({ day })
          }}
        />
        <TextInput
          label={t('evidence.fields.recipient')}
          value={fields.recipient}
          maxLength={998}
          error={missing(fields.recipient.trim() === '', t('evidence.disclosures.form.needsRecipient'))}
          onChange={(event) => {
            change({ recipient: event.currentTarget.value })
          }}
        />
        <TextInput
          label={t('evidence.fields.recipientAddress')}
          description={t('evidence.disclosures.form.addressHint')}
          value={fields.recipientAddress}
          maxLength={998}
          onChange={(event) => {
            change({ recipientAddress: event.currentTarget.value })
          }}
        />
        <Textarea
          label={t('evidence.fields.described')}
          description={describedHint}
          value={fields.described}
          error={missing(fields.described.trim() === '', t('evidence.disclosures.form.needsWhat'))}
          maxLength={4000}
          autosize
          minRows={2}
          onChange={(event) => {
            change({ described: event.currentTarget.value })
          }}
        />
        <Textarea
          label={t('evidence.fields.purpose')}
          description={t('evidence.disclosures.form.purposeHint')}
          value={fields.purpose}
          error={missing(lacksPurpose(fields), t('evidence.disclosures.form.needsPurpose'))}
          maxLength={4000}
          autosize
          minRows={2}
          onChange={(event) => {
            change({ purpose: event.currentTarget.value })
          }}
        />
        {isSuspendable(fields.basis) && (
          <DayField
            label={t('evidence.fields.suspendedUntil')}
            description={t('evidence.disclosures.form.suspendedHint')}
            value={fields.suspendedUntil}
            onChange={(suspendedUntil) => {
              change({ suspendedUntil })
            }}
          />
        )}
        <SaveFailure failure={failure} />
      </form>
    </Sheet>
  )
}

/** Writes down that something about a patient went to somebody, or changes what was written. */
export function DisclosureSheet({
  contactId,
  record,
  of,
}: {
  readonly contactId: ContactId
  readonly record: number | null
  readonly of: PossibleDisclosure | null
}) {
  const { t } = useTranslation()
  return (
    <RecordSheet kind="disclosure" record={record} title={t('evidence.disclosures.add')}>
      {(given) => <DisclosureForm contactId={contactId} given={given} of={of} />}
    </RecordSheet>
  )
}
