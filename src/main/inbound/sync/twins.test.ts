import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldLetter } from '../../../../test/support/held-letter.ts'
import { fetchedMessage } from '../../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import type { Protection } from '../../../shared/contract/index.ts'
import type { LogicalMessageId, MailboxId } from '../../../shared/ids.ts'
import {
  forgetLoneTwins,
  forgetUids,
  listMessages,
  listTwins,
  listUids,
  removeByUids,
  removeUnmatched,
  saveMailbox,
  saveMessages,
} from '../../store/index.ts'
import { withoutTwins } from './twins.ts'

let practice: TestPractice
let logicalId: LogicalMessageId
let sent: MailboxId

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
  logicalId = (await heldLetter(practice)).logicalId
  const place = { path: 'Sent', delimiter: '/', name: 'Sent', role: 'sent' } as const
  sent = practice.write((tx) =>
    saveMailbox(tx, practice.accountId, { ...place, isSubscribed: true, isSelectable: true }),
  )
})
afterEach(() => {
  practice.dispose()
})

/** Copies of the one message, as one batch of the server. @param shift between which copy it is and its UID */
function fetch(
  copies: readonly number[],
  { kind = 'own-copy', shift = 0 }: { kind?: 'own-copy' | 'none'; shift?: number } = {},
): void {
  const messages = copies.map((copy) => {
    const sketch = { uid: copy + shift, messageId: `copy-${copy}@hope.test`, sizeBytes: 1000 + copy }
    const message = fetchedMessage(sketch)
    const protection: Protection = { kind }
    return { ...message, summary: { ...message.summary, logicalId, protection } }
  })
  const place = { accountId: practice.accountId, mailboxId: sent }
  practice.write((tx) => {
    saveMessages(tx, place, withoutTwins(tx, { id: sent }, messages), 1)
  })
}
const listed = () => listMessages(practice.store, sent, { before: null, limit: 10 }).map(({ uid }) => uid)
const twins = () => listTwins(practice.store, sent, logicalId)
const known = () => listUids(practice.store, sent).toSorted((a, b) => a - b)

describe('copies of one message in one mailbox', () => {
  it('are one row, in one batch or in several, and sync knows all of them', () => {
    fetch([1, 2])
    fetch([3])
    fetch([1])
    expect([listed(), twins(), known()]).toEqual([[1], [2, 3], [1, 2, 3]])
  })

  it('stay one row after a UIDVALIDITY change, whichever comes first', () => {
    fetch([1, 2])
    practice.write((tx) => {
      forgetUids(tx, sent)
    })
    fetch([2], { shift: 10 })
    fetch([1], { shift: 10 })
    expect(practice.write((tx) => removeUnmatched(tx, sent))).toBe(0)
    expect([listed(), twins()]).toEqual([[11], [12]])
  })

  it('let another one be listed when the listed one is gone', () => {
    fetch([1, 2])
    practice.write((tx) => {
      expect(forgetLoneTwins(tx, sent)).toBe(0)
      removeByUids(tx, sent, [1])
      expect(forgetLoneTwins(tx, sent)).toBe(1)
    })
    expect(known()).toEqual([])
    fetch([2])
    expect([listed(), twins()]).toEqual([[2], []])
  })

  it('are forgotten when the server has them no more', () => {
    fetch([1, 2])
    practice.write((tx) => removeByUids(tx, sent, [2]))
    expect([listed(), twins()]).toEqual([[1], []])
  })

  it('are not made of what only reports on the message', () => {
    fetch([1, 2], { kind: 'none' })
    expect(listed().toSorted()).toEqual([1, 2])
  })
})
