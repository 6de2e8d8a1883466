import { describe, expect, it } from 'vitest'
import type { AccountId, MessageId } from '../../shared/ids.ts'
import { answeringAccount } from './answering-account.ts'
import type { OriginalMessage } from './original.ts'

const practice = { id: 1 as AccountId, address: 'rivera@hope.test' }
const office = { id: 2 as AccountId, address: 'office@hope.test' }
const accounts = [practice, office]
const someone = (address: string) => ({ name: '', address })
const original: OriginalMessage = {
  id: 1 as MessageId,
  accountId: practice.id,
  deliveredTo: [],
  messageId: null,
  method: null,
  references: [],
  from: [someone('maria@mail.test')],
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  date: '2026-11-20T15:02:00.000Z',
  text: '',
  attachments: [],
}

describe('an answer leaves from', () => {
  const rows: [string, Partial<OriginalMessage>, AccountId][] = [
    ['the account that it was written to', { to: [someone('Office@hope.test')] }, office.id],
    ['the one in Cc', { to: [someone('a@b.test')], cc: [someone(office.address)] }, office.id],
    [
      'of several, the one whose mailbox holds it',
      { accountId: office.id, to: [someone(practice.address), someone(office.address)] },
      office.id,
    ],
    [
      'of several in another mailbox, the first',
      { accountId: 3 as AccountId, to: [someone(office.address), someone(practice.address)] },
      office.id,
    ],
    ['the one that it was delivered to, where none is named', { deliveredTo: [office.address] }, office.id],
    [
      'the one that is named, whatever the delivery says',
      { to: [someone(practice.address)], deliveredTo: [office.address] },
      practice.id,
    ],
    ['the one whose mailbox holds it, where nothing names one', { accountId: office.id }, office.id],
    [
      'the one that our own letter left from, though it went to another of ours',
      { accountId: office.id, from: [someone(office.address)], to: [someone(practice.address)] },
      office.id,
    ],
    ['the default, where its own account is gone', { accountId: 9 as AccountId }, practice.id],
  ]
  it.each(rows)('%s', (_what, given, expected) => {
    expect(answeringAccount({ ...original, ...given }, accounts)).toBe(expected)
  })

  it('none without accounts', () => {
    expect(answeringAccount(original, [])).toBeNull()
  })
})
