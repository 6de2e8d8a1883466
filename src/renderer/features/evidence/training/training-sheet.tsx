import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { trainingTopics, type Training } from '../../../../shared/contract/index.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { DayField } from '../day-field.tsx'
import { today } from '../days.ts'
import { RecordSheet } from '../record-sheet.tsx'
import type { RecordOf } from '../records.ts'
import { SaveButtons } from '../save-buttons.tsx'
import { SaveFailure } from '../save-failure.tsx'
import { useSaveRecord } from '../use-save-record.ts'

const formId = 'training-form'

/** As the fields stand: nothing may be chosen yet, and the day be empty. */
type Fields = Omit<Training, 'completedOn'> & { readonly completedOn: string | null }

function TrainingForm({ given }: { readonly given: RecordOf<'training'> | null }) {
  const { t } = useTranslation()
  const [base] = useState(given)
  const [fields, setFields] = useState<Fields>(
    base?.body ?? { kind: 'training', person: '', topics: [], completedOn: today(), note: '' },
  )
  const [wasTried, setWasTried] = useState(false)
  const { save, isSaving, failure } = useSaveRecord(base)
  const change = (next: Partial<Fields>) => {
    setFields({ ...fields, ...next })
  }
  const { person, topics, completedOn } = fields
  const isNamed = person.trim() !== ''
  return (
    <Sheet
      hasField
      title={
        base === null
          ? t('evidence.training.titleNew')
          : t('evidence.training.titleChange', { person: base.body.person })
      }
      foot={<SaveButtons form={formId} isSaving={isSaving} />}
    >
      <form
        id={formId}
        className="evidence-form"
        onSubmit={(event) => {
          event.preventDefault()
          setWasTried(true)
          if (!isNamed || topics.length === 0 || completedOn === null) return
          save({ body: { ...fields, completedOn } })
        }}
      >
        <TextInput
          label={t('evidence.fields.person')}
          value={person}
          data-autofocus
          error={wasTried && !isNamed ? t('evidence.training.needsPerson') : undefined}
          onChange={(event) => {
            change({ person: event.currentTarget.value })
          }}
        />
        <Checkbox.Group
          className="choice"
          label={t('evidence.fields.topics')}
          value={topics}
          error={wasTried && topics.length === 0 ? t('evidence.training.needsTopic') : undefined}
          onChange={(chosen) => {
            change({ topics: trainingTopics.filter((topic) => chosen.includes(topic)) })
          }}
        >
          <div className="evidence-options">
            {trainingTopics.map((topic) => (
              <Checkbox key={topic} value={topic} label={t(`evidence.training.topics.${topic}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <DayField
          label={t('evidence.fields.completedOn')}
          value={completedOn}
          error={wasTried && completedOn === null ? t('evidence.training.needsDay') : undefined}
          onChange={(day) => {
            change({ completedOn: day })
          }}
        />
        <Textarea
          label={t('evidence.fields.note')}
          description={t('evidence.training.noteHint')}
          value={fields.note}
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

/** That somebody was trained: in what, and when. */
export function TrainingSheet({ record }: { readonly record: number | null }) {
  const { t } = useTranslation()
  return (
    <RecordSheet kind="training" record={record} title={t('evidence.training.titleNew')}>
      {(given) => <TrainingForm given={given} />}
    </RecordSheet>
  )
}
