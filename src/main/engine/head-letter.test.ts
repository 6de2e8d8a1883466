import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { runSql, valueOf } from '../../../test/support/store.ts'
import { fail } from '../../shared/result.ts'
import { buildExport, verifyAgainst } from '../audit/index.ts'
import { createDrafts } from '../outbound/index.ts'
import { saveHeadLetterPlan } from '../practice/index.ts'
import {
  auditHead,
  findDraft,
  listDraftAttachments,
  listDrafts,
  readDraftAttachment,
} from '../store/index.ts'
import { writeHeadLetter } from './head-letter.ts'

const words = { subject: 'For safekeeping', text: 'Keep <this>.\n\nAs it is.' }

let practice: TestPractice

beforeEach(async () => {
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
})

function write(audit = practice.audit) {
  const drafts = createDrafts({
    ...practice,
    audit,
    readOriginal: () => Promise.resolve(fail('message/absent')),
    onSaved: () => undefined,
    onGone: () => undefined,
  })
  return writeHeadLetter(
    { ...practice, audit, drafts, signingKey: () => practice.signingKey, signature: 'Dr. Rivera' },
    words,
  )
}

it('names the record that it gives away, and counts as no anchor before it has left', async () => {
  valueOf(await write())
  const newest = auditHead(practice.store)?.hash ?? new Uint8Array(0)
  const { anchoredAt } = await practice.audit.status()
  valueOf(await write())
  const head = Buffer.from(newest).toString('hex')
  expect(practice.events().at(-2)).toMatchObject({ type: 'audit.exported', events: 0, head })
  expect(await practice.audit.status()).toMatchObject({ anchoredAt })
})

it('is an ordinary letter, whose file the log is held against', async () => {
  const draft = valueOf(await write())
  expect(draft.content).toMatchObject({
    subject: 'For safekeeping',
    html: '<p>Keep &lt;this&gt;.</p><p>As it is.</p><p></p><p>-- <br>Dr. Rivera</p>',
  })
  // Written: copied to the host, and kept by a legal hold.
  expect(findDraft(practice.store, draft.id)?.revision).toBeGreaterThan(1)
  const [file] = listDraftAttachments(practice.store, draft.id)
  expect(file?.name).toMatch(/^sealpost-log-head-[\d-]+\.jsonl$/)
  const head = readDraftAttachment(practice.store, draft.id, file?.id ?? 0) ?? new Uint8Array(0)

  const whole = { format: 'jsonl', withNames: false } as const
  const { files } = await buildExport(practice.store, whole, practice.clock(), () => practice.signingKey)
  const log = files[0]?.bytes ?? new Uint8Array(0)
  expect(verifyAgainst(log, head)).toMatchObject({ ok: true })

  const another = await makeTestPractice()
  const { files: others } = await buildExport(
    another.store,
    whole,
    practice.clock(),
    () => practice.signingKey,
  )
  another.dispose()
  expect(verifyAgainst(others[0]?.bytes ?? new Uint8Array(0), head)).toMatchObject({ ok: false })
})

it('is not begun where the log cannot say so', async () => {
  expect(await write(practice.auditWithout('audit.exported'))).toEqual(fail('audit/write-failed'))
  expect(await write(practice.auditWithout('audit.head-letter-begun'))).toEqual(fail('audit/write-failed'))
  expect(listDrafts(practice.store)).toEqual([])
})

it('goes to whom the plan says, by name where the people have one', async () => {
  await practice.addColleague('Dr. Susan Lee', 'susan.lee@lakeside-neuro.example')
  for (const [address, name] of [
    ['susan.lee@lakeside-neuro.example', 'Dr. Susan Lee'],
    ['notary@elsewhere.example', ''],
  ] as const) {
    practice.write((tx) => {
      valueOf(saveHeadLetterPlan(tx, practice.audit, { to: address, every: 'off' }, 0))
    })
    expect(valueOf(await write()).content.to).toEqual([{ name, address }])
  }
})

it('is left without its file nowhere', async () => {
  practice.write((tx) => {
    runSql(
      tx,
      "CREATE TRIGGER full BEFORE INSERT ON draft_attachments BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
  })
  await expect(write()).rejects.toThrow('full')
  expect(listDrafts(practice.store)).toEqual([])
  practice.write((tx) => {
    runSql(tx, 'DROP TRIGGER full')
  })
  valueOf(await write())
  expect(listDrafts(practice.store)).toHaveLength(1)
})
