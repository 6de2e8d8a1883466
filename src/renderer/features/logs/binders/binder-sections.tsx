import { useTranslation } from 'react-i18next'
import type { ShownBinderSection } from '../../../../shared/contract/index.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { Line } from '../../evidence/overview/line.tsx'
import '../../evidence/evidence.css'

type Version = ShownBinderSection['records'][number][number]

/** The parts of a binder, each line with the paragraph that it serves. */
export function BinderSections({ sections }: { readonly sections: readonly ShownBinderSection[] }) {
  const { t } = useTranslation()
  return sections.map(({ title, paragraph, records }) => (
    <section key={title} className="evidence-section binder-section" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      {records.length === 0 && (
        <p className="detail">
          {t(paragraph === '' ? 'binders.nothing' : 'binders.nothingFor', { paragraph })}
        </p>
      )}
      {records.map(([newest, ...older], index) => (
        <div key={index} className="binder-record">
          {newest !== undefined && <Lines of={newest} paragraph={paragraph} />}
          {older.length > 0 && (
            <details>
              <summary>{t('binders.older', { count: older.length })}</summary>
              {older.map((version) => (
                <Lines key={version.written?.version} of={version} paragraph={paragraph} />
              ))}
            </details>
          )}
        </div>
      ))}
    </section>
  ))
}

function Lines({ of: { written, lines }, paragraph }: { readonly of: Version; readonly paragraph: string }) {
  const { t } = useTranslation()
  return (
    <>
      <dl>
        {lines.map(({ label, value, paragraph: own }, index) => (
          <Line key={index} term={label} paragraph={own ?? paragraph}>
            {value}
          </Line>
        ))}
      </dl>
      {written !== null && (
        <p className="detail">
          {t('binders.version', { version: written.version, when: formatMoment(written.at) })}
        </p>
      )}
    </>
  )
}
