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

/** A log of somebody else, and the first number of it from which nothing is proven. */
export type ReadFrom = { readonly log: number; readonly unprovenFrom: number | null }

type StoryProps = {
  readonly event: AuditRow
  readonly sentence: string
  readonly from: ReadFrom | undefined
}

function StoryButton({ event, sentence, from }: StoryProps) {
  const { t } = useTranslation()
  const of = subjectOf(event)
  if (of === null) return null
  return (
    <button
      type="button"
      className="word-button event-story"
      aria-label={t('activity.story.openFor', { sentence })}
      onClick={() => {
        openSheet({ kind: 'of-activity', sheet: { kind: 'story', of, from: from ?? null } })
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
  readonly from?: ReadFrom | undefined
}

/** Sentences under the day they belong to, in their order. */
export function EventDays({ rows, isStory = false, from }: Props) {
  const { t } = useTranslation()
  const sentenceOf = (event: AuditRow) =>
    eventSentence(event, t, from && ((code) => t('logs.coded', { code: code.slice(0, 8) })))
  const isUnproven = ({ sequence }: AuditRow) => sequence >= (from?.unprovenFrom ?? Infinity)
  return byDay(rows).map(([day, events]) => (
    <section key={day} className="event-day" aria-label={day}>
      <h2 className="section-title event-day-title">{day}</h2>
      <ol>
        {events.map((event) => (
          <li key={event.sequence} className="event">
            <time className="event-time" dateTime={event.at}>
              {formatTime(event.at)}
            </time>
            <span className="event-sentence">{sentenceOf(event)}</span>
            {!isStory && <StoryButton event={event} sentence={sentenceOf(event)} from={from} />}
            {isUnproven(event) && <span className="event-unproven">{t('logs.unproven')}</span>}
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
