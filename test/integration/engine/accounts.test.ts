import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { people, startLab, type Lab, type Person } from '../../../e2e/lab/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import type { Session } from '../../../src/main/engine/session-type.ts'
import {
  findDraft,
  listAuditEvents,
  listMailboxes,
  listRemovedAccounts,
  markAccountRemoved,
  freeAccount,
} from '../../../src/main/store/index.ts'
import { sql } from '../../../src/main/store/connection.ts'
import type { Account } from '../../../src/shared/contract/index.ts'
import { ok } from '../../../src/shared/result.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine } from '../../support/engine.ts'
import { plainMail } from '../../support/lab-client.ts'
import { freed, valueOf } from '../../support/store.ts'
import { goodPassphrase, tempFolder } from '../../support/vault.ts'

const { rivera, lee, maria } = people
/** Found nowhere but in the second account's mail. */
const canary = 'heron-quartz-7731'
let lab: Lab
let folder: ReturnType<typeof tempFolder>
let engine: Engine
let session: Session
let first: Account
let second: Account

beforeAll(async () => {
  lab = await startLab({ broken: false })
  await lab.deliver(plainMail({ subject: 'For Rivera' }, rivera.address), rivera.address)
  await lab.deliver(
    plainMail({ subject: `For Lee ${canary}`, text: `Text ${canary}`, from: maria.address }, lee.address),
    lee.address,
  )
})
afterAll(() => lab.stop())

beforeEach(async () => {
  folder = tempFolder('sealpost-accounts-')
  engine = await startTestEngine({ userDataDir: folder.path, extraCaFile: lab.caPath })
  valueOf(await engine.create(goodPassphrase))
  session = valueOf(engine.session())
  first = await add(rivera)
  second = await add(lee)
  session.inbound.start()
})
afterEach(async () => {
  await engine.shutdown()
  folder.remove()
})

async function add({ name, address, password }: Person): Promise<Account> {
  return valueOf(
    await session.accounts.add({
      ...{ name, address, userName: address, providerId: 'lab' },
      ...{ imap: lab.imap.implicit, smtp: lab.smtp.implicit },
      signIn: { kind: 'password', password },
    }),
  )
}

const stateOf = ({ id }: Account) =>
  session.inbound.connection().accounts.find(({ accountId }) => accountId === id)
const becomes = (account: Account, state: string) => expect.poll(() => stateOf(account)?.state).toBe(state)

const inboxRows = ({ id }: Account) =>
  listMailboxes(session.store, id)
    .filter(({ role }) => role === 'inbox')
    .flatMap((inbox) => valueOf(session.inbound.list(inbox.id, null, 200)).rows)
const inboxSubjects = (account: Account) => inboxRows(account).map(({ subject }) => subject)

const newDraftLeavesFrom = () =>
  findDraft(session.store, valueOf(session.drafts.createNew({}, '')).id)?.accountId

const events = () =>
  listAuditEvents(session.store, {}, { before: null, limit: 10 }).map(
    ({ canonical }) => (JSON.parse(new TextDecoder().decode(canonical)) as { event: { type: string } }).event,
  )

/** Maria can be written to, and the recovery kit was written down. */
async function agreeWithMaria(): Promise<void> {
  const contact = valueOf(
    session.directory.add(
      {
        ...{ kind: 'patient', name: maria.name, addresses: [maria.address], nicknames: [], phones: [] },
        ...{ birthDate: null, recordNumber: null, readsMailOn: 'unsure', agreedToEmailOn: null },
      },
      true,
    ),
  )
  valueOf(await session.passphrases.make(contact.id))
  const kit = session.kit.make()
  valueOf(session.kit.confirm(proofOf(kit)))
}

/** How many rows of the store hold the text, over every table and column. */
function rowsWith(text: string): string[] {
  const tables = session.store[sql].all("SELECT name FROM sqlite_schema WHERE type = 'table'")
  return tables.flatMap((row) => {
    const name = String(row['name'])
    const columns = session.store[sql].all(`PRAGMA table_info("${name}")`).map((one) => String(one['name']))
    const matches = columns.map((column) => `instr(CAST("${column}" AS BLOB), CAST(?1 AS BLOB)) > 0`)
    const found =
      matches.length === 0
        ? undefined
        : session.store[sql].get(`SELECT 1 AS one FROM "${name}" WHERE ${matches.join(' OR ')}`, text)
    return found === undefined ? [] : [name]
  })
}

describe('two accounts', () => {
  it('are both kept in step, each with its own mail, and a refused password stops one alone', async () => {
    await becomes(first, 'online')
    await becomes(second, 'online')
    expect(inboxSubjects(first)).toEqual(['For Rivera'])
    expect(inboxSubjects(second)).toEqual([`For Lee ${canary}`])
    const together = valueOf(session.inbound.list(null, null, 200))
    expect(together.rows.map(({ subject }) => subject).toSorted()).toEqual([
      `For Lee ${canary}`,
      'For Rivera',
    ])
    const firstPage = valueOf(session.inbound.list(null, null, 1))
    expect(firstPage).toMatchObject({ total: 2, rows: [{ id: together.rows[0]?.id }] })
    const nextPage = valueOf(session.inbound.list(null, firstPage.nextCursor, 1))
    expect(nextPage.rows.map(({ id }) => id)).toEqual([together.rows[1]?.id])

    await lab.changePassword(lee.address, 'another-one-58')
    try {
      await session.inbound.stop()
      session.inbound.start()
      await becomes(second, 'error')
      await becomes(first, 'online')
      expect(session.inbound.connection()).toMatchObject({
        state: 'error',
        failure: { code: 'login/refused' },
      })
      await lab.deliver(plainMail({ subject: 'Came meanwhile' }, rivera.address), rivera.address)
      await expect.poll(() => inboxSubjects(first)).toContain('Came meanwhile')
    } finally {
      await lab.changePassword(lee.address, lee.password)
    }
  })

  it('a new message leaves from the one that was made the default', () => {
    expect(newDraftLeavesFrom()).toBe(first.id)
    valueOf(session.accounts.makeDefault(second.id))
    expect(events()[0]).toMatchObject({
      ...{ type: 'account.made-default', account: second.id, replaces: first.id },
    })
    expect(session.accounts.list().map(({ id }) => id)).toEqual([second.id, first.id])
    expect(newDraftLeavesFrom()).toBe(second.id)
  })
})

describe('an answer', () => {
  it('leaves from the account that the message came to, and its copy goes to that account’s Sent', async () => {
    await becomes(second, 'online')
    await agreeWithMaria()
    const [message] = inboxRows(second)
    const answer = valueOf(await session.drafts.createFrom('answer', message!.id, 'Dr. Rivera'))
    expect(answer).toMatchObject({ accountId: second.id, content: { to: [{ address: maria.address }] } })
    const sent = valueOf(await session.sender.send(answer, []))
    if (sent.kind !== 'held') throw new Error('a question was asked')
    expect(valueOf(session.accounts.removal.preview(second.id)).undecided).toBe(1)
    expect(await session.accounts.removal.remove(second.id)).toMatchObject({
      ...{ ok: false, error: { code: 'account/still-sending', detail: { count: 1 } } },
    })

    valueOf(session.queue.releaseNow(sent.logicalId))
    session.runQueue()
    const [came] = await lab.mailbox(maria.address).waitFor(1)
    const header = Buffer.from(came!.raw).toString('latin1').split('\r\n\r\n')[0]
    expect(header).toMatch(/^From: .*<lee@lakeside-counseling\.test>/m)
    expect(header).toMatch(/^Return-Path: <lee@lakeside-counseling\.test>/m)
    await lab.mailbox(lee.address).waitFor(1, { folder: 'Sent' })
    expect(await lab.mailbox(rivera.address).list('Sent')).toEqual([])
  })
})

describe('removing an account', () => {
  it('leaves nothing of its mail in the store and everything on the server, where it can be fetched again', async () => {
    await becomes(second, 'online')
    expect(rowsWith(canary)).not.toEqual([])
    valueOf(session.accounts.makeDefault(second.id))
    const draft = valueOf(session.drafts.createNew({ subject: 'Being written' }, ''))
    const held = valueOf(session.accounts.removal.preview(second.id))
    expect(held).toMatchObject({ drafts: 1, undecided: 0 })
    expect(held.messages).toBeGreaterThan(0)

    valueOf(await session.accounts.removal.remove(second.id))

    expect(rowsWith(canary)).toEqual([])
    expect(listRemovedAccounts(session.store)).toEqual([])
    expect(session.accounts.list().map(({ id }) => id)).toEqual([first.id])
    expect(stateOf(second)).toBeUndefined()
    expect(events()[0]).toMatchObject({
      type: 'account.removed',
      account: second.id,
      messages: held.messages,
    })
    // What is being written goes on, and the other account wasn't touched.
    expect(findDraft(session.store, draft.id)?.accountId).toBe(first.id)
    await becomes(first, 'online')
    expect(inboxSubjects(first)).toContain('For Rivera')

    expect(await lab.mailbox(lee.address).list()).toHaveLength(1)
    const again = await add(lee)
    session.inbound.start()
    await becomes(again, 'online')
    expect(inboxSubjects(again)).toEqual([`For Lee ${canary}`])
  })

  it('goes on where it was interrupted, and is refused for the only one', async () => {
    await becomes(second, 'online')
    await session.inbound.stop()
    session.store.transaction((tx) => {
      markAccountRemoved(tx, freed(freeAccount(tx, second.id)), first.id, Date.now())
      return ok(undefined)
    })
    expect(valueOf(session.inbound.mailboxes()).some(({ accountId }) => accountId === second.id)).toBe(false)
    expect(rowsWith(canary)).not.toEqual([])
    await session.accounts.removal.finish()
    expect(rowsWith(canary)).toEqual([])

    expect(await session.accounts.removal.remove(first.id)).toMatchObject({
      ok: false,
      error: { code: 'account/only-one' },
    })
    expect(session.accounts.list().map(({ id }) => id)).toEqual([first.id])
  })
})
