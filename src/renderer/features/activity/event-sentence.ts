import type { TFunction } from 'i18next'
import type { AuditRow, Finding } from '../../../shared/contract/index.ts'
import { switchableRecognizers } from '../../../shared/recognizers.ts'
import { isErrorCode } from '../../app/failure.ts'
import { errors } from '../../i18n/en/errors/index.ts'
import { events, eventsWithoutPerson, eventWords } from '../../i18n/en/events.ts'

function isKnown(type: string): type is keyof typeof events {
  return Object.hasOwn(events, type)
}

/** "A 2, G 1" as "Name 2, Social Security number 1". */
function categoryWords(text: string, t: TFunction): string {
  return text.replaceAll(/\b[A-R]\b/g, (category) =>
    t(`review.categories.${category as Finding['category']}`),
  )
}

/** What happened, as it was said then; the code itself where its words need more than it. */
function codeWords(code: string): string {
  const words = isErrorCode(code) ? errors[code].happened : code
  return words.includes('{{') ? code : words.replace(/\.$/, '')
}

/** "date, fax" as what Settings call them; "none" as nothing. */
function recognizerWords(list: string, t: TFunction): string {
  if (list === 'none') return t('activity.recognizersOff.nothing')
  return list
    .split(', ')
    .map((word) => {
      const id = switchableRecognizers.find((one) => one === word)
      return id === undefined ? word : t(`settings.scanner.recognizers.${id}`)
    })
    .join('; ')
}

function wordsOf(row: AuditRow, t: TFunction, callNameless?: CallNameless): Record<string, string> {
  const words = Object.fromEntries(
    Object.entries(row.values).map(([key, value]) => {
      const text = String(value ?? '')
      // "TLSv1.3 TLS_AES_256_GCM_SHA384": the version is what a reader of the log looks for.
      const tls = /^TLSv([\d.]+)/.exec(text)
      if (key === 'category' || key === 'categories') return [key, categoryWords(text, t)]
      if (key === 'code') return [key, codeWords(text)]
      if (tls) return [key, `TLS ${tls[1] ?? ''}`]
      return [
        key,
        text
          .split(', ')
          .map((word) => eventWords[word] ?? word)
          .join(', '),
      ]
    }),
  )
  const { count, messages, recipients, withNames } = row.values
  return {
    ...words,
    person: personIn(row, t, callNameless),
    count:
      countsMessages.has(row.type) && typeof count === 'number'
        ? t('activity.messages', { count })
        : (words['count'] ?? ''),
    messages: typeof messages === 'number' ? t('activity.messages', { count: messages }) : '',
    recipients: typeof recipients === 'number' ? t('activity.recipients', { count: recipients }) : '',
    attempt: row.type === 'vault.unlock-failed' ? attemptIn(row, t) : '',
    details: row.type === 'account.changed' ? accountDetailsIn(row, t) : '',
    keeper: keeperIn(row, t, callNameless),
    ...(row.values['setting'] === 'recognizersOff' && {
      setting: t('activity.recognizersOff.setting'),
      old: recognizerWords(String(row.values['old'] ?? ''), t),
      new: recognizerWords(String(row.values['new'] ?? ''), t),
    }),
    names: withNames === true ? t('activity.withNames') : t('activity.asCodes'),
  }
}

const countsMessages: ReadonlySet<string> = new Set(['message.moved', 'message.deleted', 'hold.kept'])

/** What a person is called whose name isn't known, by her code. */
type CallNameless = (code: string) => string

function personIn({ person }: AuditRow, t: TFunction, callNameless?: CallNameless): string {
  if (person === null) return t('activity.someone')
  if (person.name !== '') return person.name
  // Of one's own people whoever was removed has no name any more.
  return callNameless?.(person.id) ?? t('activity.someone')
}

/** What of an account was otherwise before, and how it is now; a name and a value for each. */
function accountDetailsIn({ values }: AuditRow, t: TFunction): string {
  const inWords = (details: string) => details.replaceAll(/[^\s,]+/g, (word) => eventWords[word] ?? word)
  const { old, new: now } = values
  if (typeof old !== 'string' || typeof now !== 'string' || now === '') return ''
  return t('activity.accountDetails', { old: inWords(old), now: inWords(now) })
}

/** Which attempt to unlock it was, with what it was made, and what was answered; of several together their number. */
function attemptIn({ values }: AuditRow, t: TFunction): string {
  const { number, with: tried, outcome } = values
  const count = typeof values['count'] === 'number' ? values['count'] : 1
  if (typeof number !== 'number') return t('activity.attempt.several', { count })
  // "passphrase 1": how often stands before it.
  const factor = typeof tried === 'string' ? tried.replace(/ 1$/, '') : null
  if (factor === null) return t('activity.attempt.numbered', { count, number })
  const way = eventWords[factor] ?? factor
  return typeof outcome === 'string'
    ? t('activity.attempt.answered', { number, way, outcome: codeWords(outcome) })
    : t('activity.attempt.unanswered', { number, way })
}

/** Whom letters with the head of the log go to, and that it is somebody else. */
function keeperIn(row: AuditRow, t: TFunction, callNameless?: CallNameless): string {
  const { oldPerson, oldPersonName, isOtherAddress } = row.values
  if (isOtherAddress !== true)
    return row.person === null ? '' : t('activity.keeper.same', { now: personIn(row, t, callNameless) })
  const nameOf = (person: AuditRow['person']) =>
    person === null ? t('activity.keeper.nobody') : personIn({ ...row, person }, t, callNameless)
  const before =
    typeof oldPerson === 'string' && typeof oldPersonName === 'string'
      ? { id: oldPerson, name: oldPersonName }
      : null
  return t('activity.keeper.other', { before: nameOf(before), now: nameOf(row.person) })
}

/** The event as a plain sentence with its full stop. */
export function eventSentence(row: AuditRow, t: TFunction, callNameless?: CallNameless): string {
  if (!isKnown(row.type)) return `${row.type}.`
  const words = wordsOf(row, t, callNameless)
  const template = (row.person === null ? eventsWithoutPerson[row.type] : undefined) ?? events[row.type]
  // Of a log of somebody else: a newer program knows this event with other fields, and none came.
  if (template.includes('{{') && Object.keys(row.values).length === 0 && row.person === null)
    return `${row.type}.`
  const sentence = template.replaceAll(/\{\{(\w+)\}\}/g, (_whole, key: string) => words[key] ?? '')
  return `${sentence.replace(/[\s:;,]+$/, '')}.`
}
