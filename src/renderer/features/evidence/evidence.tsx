import { Button, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { evidenceViews, go, type EvidenceView } from '../../app/places.ts'
import { openEvidenceSheet } from '../../app/sheets.ts'
import { Agreements } from './agreements/agreements.tsx'
import { Holds } from './holds/holds.tsx'
import { Incidents } from './incidents/incidents.tsx'
import { Overview } from './overview/overview.tsx'
import { Risks } from './risks/risks.tsx'
import { TrainingRecords } from './training/training-records.tsx'
import './evidence.css'

function Shown({ view }: { readonly view: EvidenceView }) {
  switch (view) {
    case 'overview':
      return <Overview />
    case 'agreements':
      return <Agreements />
    case 'training':
      return <TrainingRecords />
    case 'risks':
      return <Risks />
    case 'incidents':
      return <Incidents />
    case 'holds':
      return <Holds />
  }
}

/** What the practice can show of its safeguards, and what it writes down about them; the binder with all of it. */
export function Evidence({ view }: { readonly view: EvidenceView }) {
  const { t } = useTranslation()
  return (
    <section className="pane evidence" aria-labelledby="evidence-title">
      <header className="evidence-head">
        <div>
          <h1 id="evidence-title" className="title">
            {t('evidence.title')}
          </h1>
          <p className="detail">{t('evidence.about')}</p>
        </div>
        <Button
          className="evidence-save"
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
          onClick={() => {
            openEvidenceSheet({ kind: 'binder' })
          }}
        >
          {t('evidence.binder.open')}
        </Button>
      </header>
      <SegmentedControl
        className="evidence-view"
        aria-label={t('evidence.views.label')}
        value={view}
        onChange={go.toEvidence}
        data={evidenceViews.map((value) => ({ value, label: t(`evidence.views.${value}`) }))}
      />
      <div
        key={view}
        className="pane-scroll evidence-scroll"
        tabIndex={0}
        role="region"
        aria-label={t(`evidence.views.${view}`)}
      >
        <Shown view={view} />
      </div>
    </section>
  )
}
