import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { openEvidenceSheet } from '../../../app/sheets.ts'
import { formatCalendarDay } from '../days.ts'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { RecordList } from '../record-list.tsx'
import { RecordRow } from '../record-row.tsx'
import type { RecordOf } from '../records.ts'
import { VersionsButton } from '../versions-button.tsx'

function Row({ training }: { readonly training: RecordOf<'training'> }) {
  const { t } = useTranslation()
  const { record, version, body } = training
  return (
    <RecordRow
      name={body.person}
      state={formatCalendarDay(body.completedOn)}
      needsAttention={false}
      details={body.topics.map((topic) => t(`evidence.training.topics.${topic}`))}
      note={body.note}
      links={<VersionsButton record={record} version={version} name={body.person} />}
    >
      <Button
        variant="default"
        size="xs"
        aria-label={t('evidence.changeOf', { name: body.person })}
        onClick={() => {
          openEvidenceSheet({ kind: 'training', record })
        }}
      >
        {t('evidence.change')}
      </Button>
    </RecordRow>
  )
}

/** Who took which training, and when. */
export function TrainingRecords() {
  const { t } = useTranslation()
  return (
    <RecordList
      kind="training"
      about={t('evidence.training.about')}
      paragraph={paragraphs.training}
      add={t('evidence.training.add')}
      onAdd={() => {
        openEvidenceSheet({ kind: 'training', record: null })
      }}
      empty={t('evidence.training.empty')}
      row={(training) => <Row key={training.record} training={training} />}
    />
  )
}
