import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailMonth } from '../../../../shared/contract/index.ts'
import { formatCount } from '../../../i18n/format.ts'
import { Paragraph } from '../paragraph.tsx'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { copiesOf, longMonthName, methods, scaleEnd, shortMonthName } from './mail-months.ts'
import { MonthFacts } from './month-facts.tsx'
import './mail-chart.css'

type ColumnProps = {
  readonly month: MailMonth
  readonly scale: number
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Column({ month, scale, isChosen, onChoose }: ColumnProps) {
  const { t } = useTranslation()
  const copies = copiesOf(month)
  return (
    <button type="button" className="month" aria-pressed={isChosen} onClick={onChoose}>
      <span className="visually-hidden">
        {t('evidence.mail.column', { month: longMonthName(month.month), count: copies })}
      </span>
      <span className="month-bar" aria-hidden>
        <span className="month-count">{formatCount(copies)}</span>
        {[...methods].reverse().map((method) => {
          const share = month.protection[method] / scale
          if (share === 0) return null
          return (
            <span
              key={method}
              className="month-part"
              data-method={method}
              style={{ height: `${share * 100}%` }}
            />
          )
        })}
      </span>
      <span className="month-name" aria-hidden>
        {shortMonthName(month.month)}
      </span>
    </button>
  )
}

/** The same in numbers, for who reads them rather than the columns. */
function Numbers({ months }: { readonly months: readonly MailMonth[] }) {
  const { t } = useTranslation()
  return (
    <div className="visually-hidden">
      <table>
        <caption>{t('evidence.mail.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('evidence.mail.month')}</th>
            {methods.map((method) => (
              <th key={method} scope="col">
                {t(`evidence.mail.methods.${method}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, protection }) => (
            <tr key={month}>
              <th scope="row">{longMonthName(month)}</th>
              {methods.map((method) => (
                <td key={method}>{formatCount(protection[method])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What left in twelve months by what protects it; a month that is chosen shows what was decided in it. */
export function MailByMonth({ months }: { readonly months: readonly MailMonth[] }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = months.find(({ month }) => month === chosen) ?? months.at(-1)
  const scale = scaleEnd(months)
  const hasMail = months.some((month) => copiesOf(month) > 0)
  return (
    <section className="evidence-section" aria-labelledby="mail-by-month">
      <h2 id="mail-by-month" className="section-title">
        {t('evidence.mail.title')}
      </h2>
      <p className="detail">
        {hasMail ? t('evidence.mail.about') : t('evidence.mail.none')}{' '}
        <Paragraph of={paragraphs.protection} />
      </p>
      {hasMail && (
        <>
          <ul className="mail-legend">
            {methods.map((method) => (
              <li key={method}>
                <span className="month-part" data-method={method} aria-hidden />
                {t(`evidence.mail.methods.${method}`)}
              </li>
            ))}
          </ul>
          <div className="mail-chart" role="group" aria-labelledby="mail-by-month">
            {months.map((month) => (
              <Column
                key={month.month}
                month={month}
                scale={scale}
                isChosen={month === shown}
                onChoose={() => {
                  setChosen(month.month)
                }}
              />
            ))}
          </div>
          <Numbers months={months} />
        </>
      )}
      {shown !== undefined && hasMail && <MonthFacts month={shown} />}
    </section>
  )
}
