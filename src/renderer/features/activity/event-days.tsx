import { useTranslation } from 'react-i18next'
import type { AuditRow, StorySubject } from '../../../shared/contract/index.ts'
import { openSheet } from '../../app/sheets.ts'
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

/** The message that an event speaks of; of one that was sent, all of it. */
function subjectOf({ values: { logical, draft, message } }: AuditRow): StorySubject | null {
  if (typeof logical === 'number') return { kind: 'logical', id: logical }
  if (typeof draft === 'number') return { kind: 'draft', id: draft }
  return typeof message === 'number' ? { kind: 'message', id: message } : null
}

function StoryButton({ event, sentence }: { readonly event: AuditRow; readonly sentence: string }) {
  const { t } = useTranslation()
  const of = subjectOf(event)
  if (of === null) return null
  return (
    <button
      type="button"
      className="word-button event-story"
      aria-label={t('activity.story.openFor', { sentence })}
      onClick={() => {
        openSheet({ kind: 'of-activity', sheet: { kind: 'story', of } })
      }}
    >
      {t('activity.story.open')}
    </button>
  )
}

type Props = {
  readonly rows: readonly AuditRow[]
  /** All of one message: each leads nowhere else. */
  readonly isStory?: boolean
}

/** Sentences under the day they belong to, in their order. */
export function EventDays({ rows, isStory = false }: Props) {
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
            {!isStory && <StoryButton event={event} sentence={eventSentence(event, t)} />}
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
