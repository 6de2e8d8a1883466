import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { openEvidenceSheet } from '../../../app/sheets.ts'
import { formatCalendarDay, today } from '../days.ts'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { RecordList } from '../record-list.tsx'
import { RecordRow } from '../record-row.tsx'
import type { RecordOf } from '../records.ts'
import { VersionsButton } from '../versions-button.tsx'
import { incidentState, type IncidentState } from './incident-clock.ts'

function clockWords(stands: IncidentState, t: TFunction): string {
  if (!('dueOn' in stands)) return ''
  const { daysLeft } = stands
  const day = formatCalendarDay(stands.dueOn)
  if (daysLeft < 0) return t('evidence.incidents.late', { day, count: -daysLeft })
  return t('evidence.incidents.left', { day, count: daysLeft })
}

function Row({ incident }: { readonly incident: RecordOf<'incident'> }) {
  const { t } = useTranslation()
  const { record, version, body } = incident
  const stands = incidentState(body, today())
  const day = 'on' in stands ? formatCalendarDay(stands.on) : ''
  return (
    <RecordRow
      name={body.title}
      state={t(`evidence.incidents.states.${stands.state}`, { day })}
      needsAttention={'dueOn' in stands}
      details={[
        t('evidence.incidents.discovered', { day: formatCalendarDay(body.discoveredOn) }),
        body.affected === null
          ? t('evidence.incidents.affectedUnknown')
          : t('evidence.incidents.affected', { count: body.affected }),
        clockWords(stands, t),
      ]}
      links={<VersionsButton record={record} version={version} name={body.title} />}
    >
      <Button
        variant="default"
        size="xs"
        aria-label={t('evidence.incidents.openOf', { title: body.title })}
        onClick={() => {
          openEvidenceSheet({ kind: 'incident', record })
        }}
      >
        {t('evidence.incidents.open')}
      </Button>
    </RecordRow>
  )
}

/** What may have compromised PHI, with the day until which people have to be told. */
export function Incidents() {
  const { t } = useTranslation()
  return (
    <RecordList
      kind="incident"
      about={t('evidence.incidents.about')}
      paragraph={paragraphs.incidents}
      add={t('evidence.incidents.add')}
      onAdd={() => {
        openEvidenceSheet({ kind: 'incident', record: null })
      }}
      empty={t('evidence.incidents.empty')}
      row={(incident) => <Row key={incident.record} incident={incident} />}
    />
  )
}
