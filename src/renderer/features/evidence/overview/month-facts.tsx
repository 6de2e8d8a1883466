import { useTranslation } from 'react-i18next'
import type { MailMonth } from '../../../../shared/contract/index.ts'
import { formatCount } from '../../../i18n/format.ts'
import { paragraphs } from '../../../../shared/evidence-paragraphs.ts'
import { Line } from './line.tsx'
import { longMonthName, methods } from './mail-months.ts'

/** What was sealed, found, decided, stopped and returned in a month. */
export function MonthFacts({ month }: { readonly month: MailMonth }) {
  const { t } = useTranslation()
  const { protection, scans, overrides, stopped, returned } = month
  return (
    <div aria-live="polite">
      <h3 className="month-title">{longMonthName(month.month)}</h3>
      <dl>
        <Line term={t('evidence.mail.left')} paragraph={paragraphs.protection}>
          {methods
            .map((method) =>
              t('evidence.mail.part', {
                method: t(`evidence.mail.methods.${method}`),
                copies: formatCount(protection[method]),
              }),
            )
            .join(' · ')}
        </Line>
        <Line term={t('evidence.mail.scans')} paragraph={paragraphs.scans}>
          {t('evidence.mail.scanCounts', {
            phi: formatCount(scans.phi),
            identifiers: formatCount(scans['identifiers-only']),
            none: formatCount(scans.none),
          })}
        </Line>
        <Line term={t('evidence.mail.overrides')} paragraph={paragraphs.overrides}>
          {`${t('evidence.mail.questions', { count: overrides.questions })} · ${t('evidence.mail.findings', { count: overrides.findings })}`}
        </Line>
        <Line term={t('evidence.mail.stopped')} paragraph={paragraphs.stopped}>
          {t('evidence.mail.messages', { count: stopped })}
        </Line>
        <Line term={t('evidence.mail.returned')} paragraph={paragraphs.returned}>
          {t('evidence.mail.messages', { count: returned })}
        </Line>
      </dl>
    </div>
  )
}
