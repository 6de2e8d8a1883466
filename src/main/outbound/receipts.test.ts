import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { agreedWords, makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { heldLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { runSql, valueOf } from '../../../test/support/store.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import {
  buildExport,
  readSignedReceipt,
  verifyReceiptAgainst,
  verifyReceiptFile,
  verifyReceipts,
  receiptFile,
  type Receipt,
} from '../audit/index.ts'
import { listReceipts, listSubmissions, readSubmissionRaw } from '../store/index.ts'
import { createQueue } from './queue.ts'
import { holdMs, retryDelaysMs } from './limits.ts'
import { rulesVersion } from './receipts.ts'
import type { SubmitOutcome } from './submitter.ts'

type Answer = 'accepted' | 'refused' | 'deferred'
type Answers = (address: string) => Answer

let practice: TestPractice
beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
})
afterEach(() => {
  practice.dispose()
})

const connection = { host: 'mail.hope.test:465', tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384' }

/** A host that answers for each recipient; null: the connection is lost after the data. */
function queueWith(answers: Answers | null) {
  return createQueue({
    ...practice,
    submit: (_account, _message, { recipients }, beforeData): Promise<SubmitOutcome> => {
      beforeData(connection)
      if (answers === null) return Promise.resolve({ kind: 'unknown' })
      const answered = recipients.map((address) => ({ address, outcome: answers(address), code: null }))
      return Promise.resolve({ kind: 'answered', tls: connection.tls, recipients: answered })
    },
    findInSent: () => Promise.resolve('cannot-tell'),
    wait: () => Promise.resolve(),
    heard: new Map(),
    onChanged: () => undefined,
  })
}

const takeAll: Answers = () => 'accepted'
const lineOf = (signed: Uint8Array) => valueOf(readSignedReceipt(signed))
const receiptsOf = (logicalId: LogicalMessageId): Receipt[] =>
  listReceipts(practice.store, logicalId).map(({ signed }) => lineOf(signed).receipt)
const to = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))
const writtenEvents = () => practice.events().filter(({ type }) => type === 'receipt.written')

async function sendWith(answers: Answers | null, content: Parameters<typeof heldLetter>[1] = {}) {
  const { logicalId } = await heldLetter(practice, content)
  practice.pass(holdMs)
  const queue = queueWith(answers)
  valueOf(await queue.runDue())
  return { logicalId, queue }
}

describe('the receipt of a copy that left', () => {
  it('of a sealed page says container, cipher, derivation, passphrase by number, line and bytes', async () => {
    const { logicalId } = await sendWith(takeAll)
    const [submission] = listSubmissions(practice.store, logicalId)
    const raw = readSubmissionRaw(practice.store, submission?.id ?? 0)
    expect(receiptsOf(logicalId)).toMatchObject([
      {
        messageId: submission?.messageId,
        method: 'sealed-message',
        forms: [
          {
            container: 'sealed-message-v1',
            cipher: 'aes-256-gcm',
            integrity: 'aead',
            kdf: { name: 'argon2id', cost: { memoryKib: 19456, passes: 2, lanes: 1 } },
          },
        ],
        sealedTo: [],
        signedBy: null,
        recipients: [{ certificate: null, passphrase: expect.any(Number) as number }],
        policy: rulesVersion,
        scan: { decision: expect.any(String) as string },
        host: connection.host,
        tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
        confirmedBy: 'host',
        sizeBytes: raw.byteLength,
        sha256: createHash('sha256').update(raw).digest('hex'),
      },
    ])
  })

  it('of a PDF says that nothing shows a change of it', async () => {
    await practice.addPatient({ name: 'Rosa Lind', addresses: ['rosa@mail.example'], readsMailOn: 'phone' })
    const { logicalId } = await sendWith(takeAll, { to: to('rosa@mail.example') })
    expect(receiptsOf(logicalId)[0]?.forms).toEqual([
      {
        form: 'pdf',
        container: 'pdf-r6',
        cipher: 'aes-256-cbc',
        integrity: 'none',
        kdf: { name: 'pdf-r6', cost: null },
      },
    ])
  })

  it('of OpenPGP names the certificate of each recipient and of the signer', async () => {
    const lee = await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
    const { logicalId } = await sendWith(takeAll, { to: to('lee@lakeside.example') })
    expect(receiptsOf(logicalId)).toMatchObject([
      {
        forms: [{ container: 'seipd-v1', cipher: 'aes-256-cfb', integrity: 'mdc', kdf: null }],
        sealedTo: [lee.key.fingerprint],
        signedBy: expect.stringMatching(/^[0-9A-F]{40}$/) as string,
        recipients: [{ certificate: lee.key.fingerprint, passphrase: null }],
      },
    ])
  })

  it('to a recipient in Bcc is one of its own, and no other names that person', async () => {
    const lee = await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
    const kim = await practice.addColleague('Dr. Kim', 'kim@harbor.example')
    const { logicalId } = await sendWith(takeAll, {
      to: to('lee@lakeside.example'),
      bcc: to('kim@harbor.example'),
    })
    const receipts = receiptsOf(logicalId).map((receipt) => JSON.stringify(receipt))
    const code = practice.write((tx) => practice.audit.personOf(tx, kim.id))
    const naming = (word: string) => receipts.filter((receipt) => receipt.includes(word)).length
    expect(receipts).toHaveLength(2)
    expect([naming(kim.key.fingerprint), naming(code), naming(lee.key.fingerprint)]).toEqual([1, 1, 1])
    expect(receipts.join()).not.toMatch(/harbor|lakeside/)
  })

  it('holds no text, subject, name, address or passphrase', async () => {
    await practice.addPatient({ name: 'Rosa Lind', addresses: ['rosa@mail.example'] })
    const draftId = writeDraft(
      practice,
      {
        to: to('rosa@mail.example'),
        subject: 'ptarmigan subject',
        html: '<p>ptarmigan body: Rosa Lind, born March 4, 1984, has an eating disorder, 555-010-2233.</p>',
      },
      [{ name: 'ptarmigan.txt', bytes: Buffer.from('ptarmigan file') }],
    )
    const sent = valueOf(await testSender(practice).send(draftId, []))
    if (sent.kind !== 'held') throw new Error('an ordinary letter')
    practice.pass(holdMs)
    valueOf(await queueWith(takeAll).runDue())
    const [row] = listReceipts(practice.store, sent.logicalId)
    const texts = [row?.signed, receiptFile(lineOf(row?.signed ?? new Uint8Array()))].map((bytes) =>
      Buffer.from(bytes ?? []).toString(),
    )
    expect(texts[0]).toContain('"categories":{"')
    for (const text of texts) {
      expect(text).not.toMatch(/ptarmigan|Rosa|Lind|1984|2233|mail\.example|acorn/i)
      expect(text).not.toContain(agreedWords)
    }
  })

  it('knows how it is known that the copy left', async () => {
    const { logicalId, queue } = await sendWith(null)
    expect(receiptsOf(logicalId)).toEqual([])
    valueOf(queue.resolveUnknown(logicalId, 'it-left'))
    expect(receiptsOf(logicalId)).toMatchObject([{ confirmedBy: 'person', host: connection.host }])
  })

  it.each(['refused', 'deferred'] as const)('is not written for what was %s', async (answer) => {
    const { logicalId } = await sendWith(() => answer)
    expect(receiptsOf(logicalId)).toEqual([])
    expect(writtenEvents()).toEqual([])
  })

  it('is one for each hand-over: whom the host takes later has a later one', async () => {
    await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
    await practice.addColleague('Dr. Kim', 'kim@harbor.example')
    const content = { to: to('lee@lakeside.example', 'kim@harbor.example') }
    const { logicalId } = await sendWith((one) => (one.startsWith('lee') ? 'accepted' : 'deferred'), content)
    expect(receiptsOf(logicalId).map(({ recipients }) => recipients.length)).toEqual([1])
    practice.pass(retryDelaysMs[0])
    valueOf(await queueWith(takeAll).runDue())
    const people = receiptsOf(logicalId).flatMap(({ recipients }) => recipients.map(({ person }) => person))
    expect(new Set(people).size).toBe(2)
    expect(writtenEvents()).toMatchObject([{ recipients: 1 }, { recipients: 1 }])
  })
})

describe('A2: a receipt and what it speaks of', () => {
  it('are in one commit: without the one the other does not happen', async () => {
    const { logicalId } = await heldLetter(practice)
    practice.pass(holdMs)
    const queue = createQueue({
      ...practice,
      audit: practice.auditWithout('receipt.written'),
      submit: (_account, _message, { recipients }, beforeData) => {
        beforeData(connection)
        const answered = recipients.map((address) => ({ address, outcome: 'accepted' as const, code: null }))
        return Promise.resolve({ kind: 'answered', tls: connection.tls, recipients: answered })
      },
      findInSent: () => Promise.resolve('cannot-tell'),
      wait: () => Promise.resolve(),
      heard: new Map(),
      onChanged: () => undefined,
    })
    expect(await queue.runDue()).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(listSubmissions(practice.store, logicalId).map(({ state }) => state)).toEqual(['attempting'])
    expect(receiptsOf(logicalId)).toEqual([])
  })

  it.each(['UPDATE receipts SET logical_id = 1', 'DELETE FROM receipts'])('refuse %s', async (statement) => {
    await sendWith(takeAll)
    expect(() => {
      practice.write((tx) => {
        runSql(tx, statement)
      })
    }).toThrow()
  })

  it('leave together in an export, which misses none', async () => {
    const { logicalId } = await sendWith(takeAll)
    await sendWith(takeAll, { subject: 'Another' })
    const options = { format: 'jsonl', withNames: false } as const
    const { files } = await buildExport(practice.store, options, practice.clock(), () => practice.signingKey)
    const [log, receipts, ...more] = files
    if (log === undefined || receipts === undefined) throw new Error('two files')
    expect([receipts.suffix, more]).toEqual(['.receipts.jsonl', []])
    expect(verifyReceipts(log.bytes, receipts.bytes)).toEqual({ ok: true, value: 2 })
    const half = receipts.bytes.slice(0, receipts.bytes.indexOf(0x0a) + 1)
    expect(verifyReceipts(log.bytes, half)).toMatchObject({
      error: { code: 'audit/receipts-missing', detail: { count: 1 } },
    })
    const flipped = receipts.bytes.map((byte, at) => (at === half.length + 40 ? byte ^ 1 : byte))
    expect(verifyReceipts(log.bytes, flipped)).toMatchObject({
      error: { code: 'audit/receipt-changed', detail: { number: 2 } },
    })
    const [row] = listReceipts(practice.store, logicalId)
    const one = valueOf(verifyReceiptFile(receiptFile(lineOf(row?.signed ?? new Uint8Array()))))
    expect(verifyReceiptAgainst(one, log.bytes).ok).toBe(true)
    expect(verifyReceiptAgainst({ ...one, hash: '0'.repeat(64) }, log.bytes)).toMatchObject({
      error: { code: 'audit/receipt-not-in-log' },
    })
  })
})
