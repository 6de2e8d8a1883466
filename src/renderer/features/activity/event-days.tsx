import { useTranslation } from 'react-i18next'
import type { AuditRow } from '../../../shared/contract/index.ts'
import { formatDay, formatTime } from '../../i18n/format.ts'
import { eventSentence } from './event-sentence.ts'

function byDay(rows: readonly AuditRow[]): [day: string, rows: AuditRow[]][] {
  const days = new Map<string, AuditRow[]>()
  for (const row of rows) {
    const day = formatDay(row.at)
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return [...days]
}

/** Sentences under the day they belong to, newest first. */
export function EventDays({ rows }: { readonly rows: readonly AuditRow[] }) {
  const { t } = useTranslation()
  return byDay(rows).map(([day, events]) => (
    <section key={day} className="event-day" aria-label={day}>
      <h2 className="section-title event-day-title">{day}</h2>
      <ol>
        {events.map((event) => (
          <li key={event.sequence} className="event">
            <time className="event-time" dateTime={event.at}>
              {formatTime(event.at)}
            </time>
            <span className="event-sentence">{eventSentence(event, t)}</span>
            {event.outcome !== 'done' && (
              <span className="event-outcome">{t(`activity.outcomes.${event.outcome}`)}</span>
            )}
            <span className="event-number">{event.sequence}</span>
          </li>
        ))}
      </ol>
    </section>
  ))
}
