import type { TFunction } from 'i18next'
import type { Delivery, OutboxItem } from '../../../shared/contract/index.ts'
import { outbox } from '../../i18n/en/outbox.ts'
import { formatAhead, formatTime } from '../../i18n/format.ts'

/** It leaves within seconds, or is leaving. Until its first attempt a queued message has no time for the next. */
export function isLeavingSoon({ hold, state, nextAttemptAt }: OutboxItem): boolean {
  return hold === 'undo' || state === 'attempting' || (state === 'queued' && nextAttemptAt === null)
}

/** Nothing more happens to it and nothing is asked. */
export function isSettled(item: OutboxItem): boolean {
  return item.state === 'sent'
}

type Stated = Pick<OutboxItem, 'state'> & {
  readonly at?: Delivery['at']
  readonly failureCode?: string | null | undefined
  readonly hold?: OutboxItem['hold']
  readonly leavesAt?: string | null
}

/** Where a waiting message is, in the words of the look. `unknown` asks once looking in Sent is over. */
export function stateText(item: Stated, t: TFunction): string {
  if (item.state === 'sent') {
    return t('outbox.states.sent', { time: item.at ? formatTime(item.at) : '' }).trim()
  }
  if (item.hold === 'kept') return t('outbox.states.kept')
  if (item.hold === 'scheduled') {
    return t('outbox.states.scheduled', { time: formatAhead(item.leavesAt ?? '') })
  }
  if (item.state === 'queued' && item.failureCode === 'smtp/deferred') return t('outbox.states.asked')
  if (item.state === 'refused' && item.failureCode === 'smtp/given-up') return t('outbox.states.givenUp')
  if (item.state === 'unknown' && item.failureCode != null) return t('outbox.states.unknownAsk')
  return t(`outbox.states.${item.state}`)
}

/**
 * How it went to one recipient, with the reason where it is known: "Your mail host refused it: mailbox full".
 *
 * @param held why a message that is held is held
 */
export function deliveryText(
  delivery: Delivery,
  t: TFunction,
  held?: Pick<OutboxItem, 'hold' | 'leavesAt'>,
): string {
  const { state, reasonCode, isReportVouched, isTlsWaived } = delivery
  if (state === 'returned') {
    return withReason(t(isReportVouched === true ? 'outbox.returned' : 'outbox.returnedSaid'), reasonCode, t)
  }
  const failureCode = state === 'queued' ? reasonCode : null
  const hold = state === 'held' ? held : undefined
  const text = stateText({ ...delivery, ...hold, state, failureCode }, t)
  if (state === 'refused') return withReason(text, reasonCode, t)
  return isTlsWaived === true ? t('outbox.tlsWaived', { state: text }) : text
}

function withReason(state: string, code: Delivery['reasonCode'], t: TFunction): string {
  return isReason(code) ? t('outbox.withReason', { state, reason: t(`outbox.reasons.${code}`) }) : state
}

function isReason(code: string | null | undefined): code is keyof typeof outbox.reasons {
  return code != null && Object.hasOwn(outbox.reasons, code)
}

/** Refused, or waiting for more than a connection: a wrong password won't get better by itself. */
export function saysWhy({ state, failureCode }: Pick<OutboxItem, 'state' | 'failureCode'>): boolean {
  return state === 'refused' || (state === 'queued' && failureCode?.startsWith('host/') === false)
}

/** Whole seconds until the hold ends, never below 0. */
export function secondsLeft(leavesAt: string, now: number): number {
  return Math.max(0, Math.ceil((new Date(leavesAt).getTime() - now) / 1000))
}
