import { beforeEach, describe, expect, it } from 'vitest'
import { testSender } from '../../../test/support/held-letter.ts'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { bytesOf, held, practice, trySend, withSendingPractice } from '../../../test/support/sending.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { MailAddress, Question } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import { listMessages, saveDraft, saveMailbox, saveMessages } from '../store/index.ts'
import { answerContent, forwardContent } from './answer.ts'
import type { OriginalMessage } from './original.ts'
import { startDraft } from './start-draft.ts'

withSendingPractice()
beforeEach(async () => {
  await practice.addPatient({
    name: 'Daniel Ortiz',
    addresses: ['daniel@mail.example'],
    words: 'ivory jelly kayak lemon mango nylon',
  })
})

const daniel = { name: 'Daniel Ortiz', address: 'daniel@mail.example' }
const maria = { name: 'Maria Alvarez', address: 'maria@mail.example' }

/** What a person does: a message comes, is answered or forwarded, gets its recipients, and is sent. */
async function passOn(
  kind: 'reply' | 'forward',
  mail: { readonly from: MailAddress; readonly text: string; readonly replyTo?: MailAddress },
  to: readonly MailAddress[],
): Promise<Question[]> {
  const { accountId } = practice
  const messageId = practice.write((tx) => {
    const mailboxId = saveMailbox(tx, accountId, {
      ...{ path: 'INBOX', name: 'INBOX', delimiter: '/', role: 'inbox', isSubscribed: true },
      isSelectable: true,
    })
    const sketch = { uid: 1, from: mail.from.address, to: practice.address }
    saveMessages(tx, { accountId, mailboxId }, [fetchedMessage(sketch)], 1)
    return listMessages(tx, mailboxId, { before: null, limit: 1 })[0]?.id
  })
  if (messageId === undefined) throw new Error('it did not come')
  const original: OriginalMessage = {
    ...{ id: messageId, accountId, deliveredTo: [], messageId: null, method: null, references: [] },
    ...{ from: [mail.from], replyTo: mail.replyTo === undefined ? [] : [mail.replyTo] },
    ...{ to: [{ name: '', address: practice.address }], cc: [], bcc: [] },
    ...{ subject: 'Thursday', date: '2026-11-20T10:00:00.000Z', text: mail.text, attachments: [] },
  }
  const content =
    kind === 'forward' ? forwardContent(original) : answerContent(original, [practice.address], false)
  const id: DraftId = practice.write((tx) => {
    const draft = { accountId, kind, inReplyTo: messageId, answeredMethod: null, content }
    return valueOf(startDraft(tx, practice.audit, draft, 1))
  })
  practice.write((tx) => saveDraft(tx, id, { ...content, to: [...to] }, 2))
  const sent = valueOf(await testSender(practice).send(id, []))
  return sent.kind === 'decide' ? sent.review.questions.map(({ question }) => question) : []
}

const namesDaniel = (where: string) => ({
  ...{ kind: 'another-patient-named', patient: 'Daniel Ortiz', recipient: 'Maria Alvarez' },
  where,
})
const hisText = 'I can’t come on Thursday.\n\nDaniel Ortiz'
const withSsn = 'My SSN is 219-09-9999. See you.'

describe('one patient’s mail goes to another', () => {
  it('asks about a forward, which names the first in its quoted part alone', async () => {
    expect(await passOn('forward', { from: daniel, text: hisText }, [maria])).toEqual([namesDaniel('quoted')])
    expect(held()).toEqual([])
  })

  it('asks where nothing but the forwarded head tells whose mail it was', async () => {
    const unnamed = { name: '', address: daniel.address }
    expect(await passOn('forward', { from: unnamed, text: 'See you.' }, [maria])).toEqual([
      namesDaniel('quoted'),
    ])
  })

  it('asks about an answer whose recipient was changed, or that a Reply-To led elsewhere', async () => {
    const mail = { from: daniel, text: hisText }
    expect(await passOn('reply', mail, [maria])).toEqual([namesDaniel('quoted')])
    expect(await passOn('reply', { ...mail, replyTo: maria }, [maria])).toEqual([namesDaniel('quoted')])
  })

  it('asks about a number that a forward quotes, whomever it names', async () => {
    expect(await passOn('forward', { from: maria, text: withSsn }, [maria])).toEqual([
      { kind: 'sensitive-number', label: 'SSN', count: 1, isInQuote: true },
    ])
  })

  it('asks about a quote inside a file, which is no quoted part of the message', async () => {
    const bytes = bytesOf('On Nov 20, 2026, Daniel Ortiz wrote:\n> My SSN is 219-09-9999.\n> Daniel Ortiz\n')
    const { questions } = await trySend({}, [{ name: 'old.txt', bytes }])
    expect(questions.map(({ question }) => question)).toEqual([
      namesDaniel('file'),
      { kind: 'sensitive-number', label: 'SSN', count: 1, isInQuote: false },
    ])
  })

  it('asks nothing of an answer to whose text it is, whatever she wrote', async () => {
    const text = `${withSsn} Daniel Ortiz is a friend of mine.`
    expect(await passOn('reply', { from: maria, text }, [maria])).toEqual([])
    expect(held()).toHaveLength(1)
  })

  it('asks nothing of a forward to her that names nobody else', async () => {
    expect(await passOn('forward', { from: maria, text: 'See you on Thursday.' }, [maria])).toEqual([])
  })
})
