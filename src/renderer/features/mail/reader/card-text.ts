import type { TFunction } from 'i18next'
import type { Card, EventTime, MailAddress } from '../../../../shared/contract/index.ts'
import { formatDate, formatMoment, formatTime } from '../../../i18n/format.ts'
import { joinNames } from '../../../i18n/names.ts'

/** What a card says: its kind and title, then a line for each fact. */
export interface CardText {
  readonly title: string
  readonly lines: readonly string[]
}

/** The words of a card; without a title for the kinds that are a file with a sentence beneath. */
export function cardText(card: Card, t: TFunction): CardText {
  switch (card.kind) {
    case 'event':
      return {
        title: `${t(`reading.cards.event.${card.method}`)}: ${card.title === '' ? t('reading.cards.untitled') : card.title}`,
        lines: present([
          timeSpan(card.start, card.end, t),
          card.isRecurring && t('reading.cards.recurring'),
          card.place,
          card.organizer !== null && t('reading.cards.organizer', { name: nameOf(card.organizer) }),
          card.attendees.length > 0 &&
            t('reading.cards.attendees', { people: joinNames(card.attendees.map(nameOf)) }),
          others(card.others, t),
        ]),
      }
    case 'person':
      return {
        title: card.name,
        lines: present([card.organisation, ...card.addresses, ...card.phones, others(card.others, t)]),
      }
    case 'message':
      return {
        title: card.title === '' ? t('mail.list.noSubject') : card.title,
        lines: present([
          card.from !== null && t('reading.cards.message.from', { name: nameOf(card.from) }),
          card.date !== null && formatMoment(card.date),
        ]),
      }
    case 'piece': {
      const { number, total } = card
      const isKnown = number !== null && total !== null
      return {
        title: '',
        lines: [isKnown ? t('reading.cards.pieceOf', { number, total }) : t('reading.cards.piece')],
      }
    }
    case 'receipt':
      return {
        title: t(`reading.cards.receipt.${card.disposition}`),
        lines: present([
          card.recipient,
          card.isAutomatic && t('reading.cards.receipt.automatic'),
          t('reading.cards.receipt.about'),
        ]),
      }
    case 'elsewhere': {
      const { place } = card
      return {
        title: '',
        lines: [place === '' ? t('reading.cards.elsewhere') : t('reading.cards.elsewherePlace', { place })],
      }
    }
  }
}

function others(count: number, t: TFunction): string | false {
  return count > 0 && t('reading.cards.others', { count })
}

/** In the time of this computer where the zone is known; an end on the same day is given by its hour. */
function timeSpan(start: EventTime | null, end: EventTime | null, t: TFunction): string | false {
  if (start === null) return false
  const isSameDay = start.at !== null && end?.at != null && dayOf(start.at) === dayOf(end.at)
  const until = end === null ? null : isSameDay && end.at !== null ? formatTime(end.at) : moment(end, t)
  return until === null || until === moment(start, t)
    ? moment(start, t)
    : t('reading.cards.until', { start: moment(start, t), end: until })
}

function moment({ at, wall, zone }: EventTime, t: TFunction): string {
  if (at !== null) return formatMoment(at)
  const [day = '', hour] = wall.split('T')
  if (hour === undefined) return t('reading.cards.whole', { day: formatDate(`${day}T12:00`) })
  const time = `${formatDate(`${day}T12:00`)}, ${hour}`
  return zone === null ? t('reading.cards.noZone', { time }) : t('reading.cards.zone', { time, zone })
}

function dayOf(instant: string): string {
  return new Date(instant).toDateString()
}

function nameOf({ name, address }: MailAddress): string {
  return name === '' || address === '' ? name + address : `${name} (${address})`
}

function present(lines: readonly (string | false)[]): string[] {
  return [...new Set(lines.filter((line) => line !== false))].filter((line) => line !== '')
}
