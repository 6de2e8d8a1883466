import { afterEach, beforeEach, expect, it } from 'vitest'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import type { Authenticity, Protection } from '../../shared/contract/index.ts'
import type { MessageId } from '../../shared/ids.ts'
import { findMessage, parseQuery, saveMailbox, saveMessages, search } from '../store/index.ts'
import { indexOpened } from './index-opened.ts'
import { encrypt, innerEntity, keys, opened, pgpMime } from './open-message.fixture.ts'

let practice: TestPractice
beforeEach(async () => {
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
})

/** A message as it was listed when it came. */
function storedAs(protection: Protection): MessageId {
  const fetched = fetchedMessage({ uid: 1, subject: '[...]', body: '' })
  const [id] = practice.write((tx) => {
    const mailboxId = saveMailbox(tx, practice.accountId, {
      ...{ path: 'INBOX', name: 'INBOX', delimiter: '/', role: 'inbox' },
      ...{ isSubscribed: true, isSelectable: true },
    })
    const listed = { ...fetched, summary: { ...fetched.summary, protection } }
    return saveMessages(tx, { accountId: practice.accountId, mailboxId }, [listed], 1)
  })
  return id ?? (0 as MessageId)
}

const found = () => search(practice.store, parseQuery('secret'), { before: null, limit: 5 }).hits.length
const unjudged: Authenticity = { verdict: 'unchecked', reasons: [], imitates: null }

it.each([
  ['is listed and found by what was inside once its key is here', 'unreadable', 1, 'The true subject'],
  ['stays as it was where it could be read before', 'none', 0, '[...]'],
] as const)('a message %s', async (_what, kind, hits, subject) => {
  const id = storedAs(kind === 'none' ? { kind } : { kind, code: 'openpgp/no-key' })
  const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.lee)))
  indexOpened(practice.store, findMessage(practice.store, id)!, message, unjudged)
  expect(found()).toBe(hits)
  expect(findMessage(practice.store, id)?.subject).toBe(subject)
})
