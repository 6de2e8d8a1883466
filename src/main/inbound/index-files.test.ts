import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { docxWith, messageWith, paragraph } from '../../../test/support/files/documents.ts'
import { lexiconFolder } from '../../../test/support/phi/lexicon.ts'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import type { MailboxId } from '../../shared/ids.ts'
import { createIsolatedReading, scanWorkerStarter, type FileToIndex } from '../phi/index.ts'
import {
  addOwnKey,
  listOwnKeys,
  listUnreadAttachments,
  parseQuery,
  saveMailbox,
  saveMessages,
  search,
} from '../store/index.ts'
import { createFileIndex } from './index-files.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { encrypt, innerEntity, pgpMime } from './open-message.fixture.ts'
import { openMessage } from './open-message.ts'
import { eventually } from '../../../test/support/eventually.ts'

const docx = (text: string) => docxWith(paragraph(text))
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

let practice: TestPractice
let inbox: MailboxId

beforeEach(async () => {
  practice = await makeTestPractice()
  inbox = practice.write((tx) =>
    saveMailbox(tx, practice.accountId, {
      ...{ path: 'INBOX', name: 'INBOX', delimiter: '/', role: 'inbox' },
      ...{ isSubscribed: true, isSelectable: true },
    }),
  )
})
afterEach(() => {
  practice.dispose()
})

/** A message with one file that hasn't been read. */
function store(uid: number, file: Uint8Array, name: string, type: string): void {
  storeRaw(uid, messageWith(file, { name, type }))
}

function storeRaw(uid: number, raw: Uint8Array): void {
  const fetched = fetchedMessage({ uid, raw })
  const unread = {
    ...fetched,
    text: fetched.text === null ? null : { ...fetched.text, attachmentText: null },
  }
  practice.write((tx) => saveMessages(tx, { accountId: practice.accountId, mailboxId: inbox }, [unread], 1))
}

const find = (query: string) =>
  search(practice.store, parseQuery(query), { before: null, limit: 5 }).hits.map(({ uid }) => uid)

function indexing(readFiles: (files: readonly FileToIndex[]) => Promise<string>) {
  return createFileIndex({ store: practice.store, trust: practice.sealing.trust, readFiles, quietMs: 1 })
}

const allRead = () =>
  eventually(() => {
    expect(listUnreadAttachments(practice.store, 5)).toEqual([])
  })

describe('the files of messages', () => {
  it('are read in a worker, and found by what they say', async () => {
    const worker = new URL('../engine/scan-worker.ts', import.meta.url)
    const reading = createIsolatedReading(scanWorkerStarter(worker, { lexiconFolder }))
    store(1, docx('Sleep hygiene plan'), 'plan.docx', wordType)
    store(2, Buffer.from('PK but no archive'), 'broken.docx', wordType)
    const index = indexing(reading.read)
    expect(find('hygiene')).toEqual([])
    index.wake()
    await allRead()
    expect(find('hygiene')).toEqual([1])
    await index.stop()
    await reading.close()
  })

  it('are not handed over where they are pictures, sound or film', async () => {
    store(1, Buffer.from('no text'), 'photo.jpg', 'image/jpeg')
    store(2, docx('Notes'), 'notes.docx', wordType)
    const names: string[] = []
    const index = indexing((files) => {
      names.push(...files.map(({ fileName }) => fileName))
      return Promise.resolve('')
    })
    index.wake()
    await allRead()
    expect(names).toEqual(['notes.docx'])
    await index.stop()
  })

  it('are found in older messages when a newer one fails to open', async () => {
    const [key] = listOwnKeys(practice.store, 'openpgp')
    practice.write((tx) =>
      addOwnKey(tx, { ...key!, fingerprint: 'F'.repeat(40), secret: 'damaged', isDefault: false }),
    )
    const sealed = pgpMime(await encrypt(await innerEntity(), null))
    await expect(
      openMessage(sealed, readOpeningKnowledge(practice.store, practice.sealing.trust())),
    ).rejects.toThrow()
    store(1, docx('Sleep hygiene plan'), 'plan.docx', wordType)
    storeRaw(2, sealed)
    const index = indexing(() => Promise.resolve('hygiene'))
    index.wake()
    await allRead()
    expect(find('hygiene')).toEqual([1])
    await index.stop()
  })

  it('wait for the next time when the reader is closed', async () => {
    store(1, docx('Sleep hygiene plan'), 'plan.docx', wordType)
    const refused = vi.fn(() => Promise.reject(new Error('the scanner is closed')))
    const first = indexing(refused)
    first.wake()
    await eventually(() => {
      expect(refused).toHaveBeenCalled()
    })
    await first.stop()
    expect(listUnreadAttachments(practice.store, 5)).toHaveLength(1)
    const second = indexing(() => Promise.resolve('hygiene'))
    second.wake()
    await allRead()
    expect(find('hygiene')).toEqual([1])
    await second.stop()
  })

  it('are left alone after a stop', async () => {
    store(1, docx('Sleep hygiene plan'), 'plan.docx', wordType)
    const read = vi.fn(() => Promise.resolve('hygiene'))
    const index = indexing(read)
    await index.stop()
    index.wake()
    await index.stop()
    expect(read).not.toHaveBeenCalled()
  })
})
