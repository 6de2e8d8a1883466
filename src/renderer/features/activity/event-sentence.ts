import type { TFunction } from 'i18next'
import type { AuditRow } from '../../../shared/contract/index.ts'
import { events, eventWords } from '../../i18n/en/events.ts'

function isKnown(type: string): type is keyof typeof events {
  return Object.hasOwn(events, type)
}

function wordsOf(row: AuditRow, t: TFunction): Record<string, string> {
  const words = Object.fromEntries(
    Object.entries(row.values).map(([key, value]) => {
      const text = String(value ?? '')
      return [key, eventWords[text] ?? text]
    }),
  )
  const { count, recipients, withNames } = row.values
  return {
    ...words,
    // A person who was removed has no name any more.
    person: row.person === null || row.person.name === '' ? t('activity.someone') : row.person.name,
    count:
      row.type === 'message.moved' && typeof count === 'number'
        ? t('activity.messages', { count })
        : (words['count'] ?? ''),
    recipients: typeof recipients === 'number' ? t('activity.recipients', { count: recipients }) : '',
    names: withNames === true ? t('activity.withNames') : t('activity.asCodes'),
  }
}

/** The event as a plain sentence with its full stop. */
export function eventSentence(row: AuditRow, t: TFunction): string {
  if (!isKnown(row.type)) return `${row.type}.`
  const words = wordsOf(row, t)
  const sentence = events[row.type].replaceAll(/\{\{(\w+)\}\}/g, (_whole, key: string) => words[key] ?? '')
  return `${sentence.replace(/[\s:,]+$/, '')}.`
}
