import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Delivery } from '../../../shared/contract/index.ts'
import { contactIdSchema } from '../../../shared/ids.ts'
import { startTexts } from '../../i18n/index.ts'
import { deliveryText } from './outbox-state.ts'

const delivery: Delivery = {
  address: 'maria@patients.example',
  contactId: contactIdSchema.parse(1),
  method: 'sealed-message',
  state: 'held',
  at: null,
}
const tomorrow = new Date(Date.now() + 24 * 3_600_000)

describe('how it went to one recipient', () => {
  beforeAll(() => {
    startTexts()
  })

  it.each([
    ['in the hold', 'held', { hold: 'undo', leavesAt: null }, /^Leaves soon$/],
    ['for its own time', 'held', { hold: 'scheduled', leavesAt: tomorrow.toISOString() }, /^Leaves tomorrow/],
    ['kept', 'held', { hold: 'kept', leavesAt: null }, /^Kept until you send it$/],
    [
      'gone, beside a copy that is kept',
      'sent',
      { hold: 'kept', leavesAt: null },
      /^Handed to your mail host/,
    ],
  ] as const)('%s', (_name, state, held, text) => {
    expect(deliveryText({ ...delivery, state }, i18next.t, held)).toMatch(text)
  })

  it.each([
    ['sent', /^Handed to your mail host, without requiring TLS on the way$/],
    ['queued', /^Waiting for connection, without requiring TLS on the way$/],
    ['refused', /^Your mail host refused it$/],
  ] as const)('%s, after TLS on the way was waived', (state, text) => {
    expect(deliveryText({ ...delivery, state, isTlsWaived: true }, i18next.t)).toMatch(text)
  })
})
