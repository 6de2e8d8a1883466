import { Radio, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../shared/contract/index.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import type { ChosenFile } from '../../settings/choose-file.tsx'
import { DayField } from '../day-field.tsx'
import { RecordSheet } from '../record-sheet.tsx'
import type { RecordOf } from '../records.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { SaveFailure } from '../save-failure.tsx'
import { useSaveRecord } from '../use-save-record.ts'
import { DocumentField } from './document-field.tsx'

const formId = 'agreement-form'
const services = ['mail-host', 'backup-place', 'other'] as const satisfies readonly Agreement['service'][]

/** What is known of one that isn't written yet. */
type New = Pick<Agreement, 'party' | 'service'>

function emptyAgreement({ party, service }: New): Agreement {
  return {
    kind: 'agreement',
    party,
    service,
    signedOn: null,
    expiresOn: null,
    verifiedOn: null,
    endedOn: null,
    note: '',
    document: null,
  }
}

type FormProps = { readonly given: RecordOf<'agreement'> | null } & Readonly<New>

function AgreementForm({ given, ...begun }: FormProps) {
  const { t } = useTranslation()
  const [base] = useState(given)
  const [agreement, setAgreement] = useState<Agreement>(base?.body ?? emptyAgreement(begun))
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [wasTried, setWasTried] = useState(false)
  const { save, isSaving, failure } = useSaveRecord(base)
  const change = (next: Partial<Agreement>) => {
    setAgreement({ ...agreement, ...next })
  }
  const isNamed = agreement.party.trim() !== ''
  return (
    <Sheet
      hasField
      title={
        base === null
          ? t('evidence.agreements.titleNew')
          : t('evidence.agreements.titleChange', { party: base.body.party })
      }
      foot={<SaveButtons form={formId} isSaving={isSaving} />}
    >
      <form
        id={formId}
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault()
          setWasTried(true)
          if (isNamed) save({ body: agreement, file: file?.handle ?? null })
        }}
      >
        <TextInput
          label={t('evidence.agreements.party')}
          description={t('evidence.agreements.partyHint')}
          value={agreement.party}
          data-autofocus
          error={wasTried && !isNamed ? t('evidence.agreements.needsParty') : undefined}
          onChange={(event) => {
            change({ party: event.currentTarget.value })
          }}
        />
        <Radio.Group
          className="choice"
          label={t('evidence.agreements.service')}
          value={agreement.service}
          onChange={(service) => {
            change({ service: service })
          }}
        >
          <div className="choice-options">
            {services.map((service) => (
              <Radio key={service} value={service} label={t(`evidence.agreements.services.${service}`)} />
            ))}
          </div>
        </Radio.Group>
        <div className="evidence-pair">
          <DayField
            label={t('evidence.fields.signedOn')}
            description={t('evidence.agreements.signedHint')}
            value={agreement.signedOn}
            onChange={(signedOn) => {
              change({ signedOn })
            }}
          />
          <DayField
            label={t('evidence.fields.expiresOn')}
            description={t('evidence.agreements.expiresHint')}
            value={agreement.expiresOn}
            onChange={(expiresOn) => {
              change({ expiresOn })
            }}
          />
          <DayField
            label={t('evidence.fields.verifiedOn')}
            description={t('evidence.agreements.verifiedHint')}
            value={agreement.verifiedOn}
            onChange={(verifiedOn) => {
              change({ verifiedOn })
            }}
          />
          <DayField
            label={t('evidence.fields.endedOn')}
            description={t('evidence.agreements.endedHint')}
            value={agreement.endedOn}
            onChange={(endedOn) => {
              change({ endedOn })
            }}
          />
        </div>
        <DocumentField
          document={agreement.document}
          file={file}
          onFile={setFile}
          onRemove={() => {
            setFile(null)
            change({ document: null })
          }}
        />
        <Textarea
          label={t('evidence.fields.note')}
          value={agreement.note}
          maxLength={4000}
          autosize
          minRows={2}
          onChange={(event) => {
            change({ note: event.currentTarget.value })
          }}
        />
        <SaveFailure failure={failure} />
      </form>
    </Sheet>
  )
}

type Props = { readonly record: number | null } & Readonly<New>

/** What was agreed with a business associate, with the signed document. */
export function AgreementSheet({ record, ...begun }: Props) {
  const { t } = useTranslation()
  return (
    <RecordSheet kind="agreement" record={record} title={t('evidence.agreements.titleNew')}>
      {(given) => <AgreementForm given={given} {...begun} />}
    </RecordSheet>
  )
}
