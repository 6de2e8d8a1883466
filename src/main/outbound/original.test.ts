import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import type { MessageId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import { findMessage, saveMailbox, saveMessages } from '../store/index.ts'
import { threadOf } from './original.ts'

let practice: TestPractice

beforeEach(async () => {
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
})

describe('an answer to a message that can’t be read now', () => {
  const unread = () => Promise.resolve(fail('message/not-downloaded'))

  it('stands in its thread by what the list knows', async () => {
    const [id] = practice.write((tx) => {
      const mailboxId = saveMailbox(tx, practice.accountId, {
        ...{ path: 'INBOX', name: 'INBOX', delimiter: '/', role: 'inbox' },
        ...{ isSubscribed: true, isSelectable: true },
      })
      return saveMessages(
        tx,
        { accountId: practice.accountId, mailboxId },
        [fetchedMessage({ uid: 1, messageId: 'one@mail.example' })],
        1,
      )
    })
    expect(findMessage(practice.store, id ?? (0 as MessageId))?.bodyState).toBe('absent')
    expect(await threadOf(id ?? (0 as MessageId), unread, practice.store)).toEqual({
      inReplyTo: '<one@mail.example>',
      references: ['<one@mail.example>'],
    })
  })

  it('stands in none where that message is gone', async () => {
    expect(await threadOf(999 as MessageId, unread, practice.store)).toEqual({
      inReplyTo: null,
      references: [],
    })
  })
})
