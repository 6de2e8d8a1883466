import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { MailboxId } from '../../../shared/ids.ts'
import { createChangeNotice, type ChangeNotice } from './change-notice.ts'

const [inbox, archive, sent] = [1, 2, 3] as MailboxId[]
let told: unknown[]
let notice: ChangeNotice

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  notice = createChangeNotice(
    (event) => told.push('mailboxIds' in event ? event.mailboxIds : event),
    () => [inbox!, archive!, sent!],
  )
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells of the first change at once', () => {
  notice.changed(inbox!)
  expect(told).toEqual([[inbox]])
})

it('gathers the changes of a burst, and says nothing when there were none', () => {
  for (const id of [inbox!, archive!, archive!, inbox!]) notice.changed(id)
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([[inbox], [archive, inbox]])
  notice.changed(null)
  expect(told.at(-1)).toEqual([inbox, archive, sent])
})

it('tells nothing any more after it was stopped', () => {
  notice.changed(inbox!)
  notice.changed(archive!)
  notice.stop()
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([[inbox]])
})
