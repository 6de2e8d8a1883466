import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import type { Session } from '../../../src/main/engine/session-type.ts'
import { findAccount, listAuditEvents, listMailboxes } from '../../../src/main/store/index.ts'
import type { Account, AccountChange } from '../../../src/shared/contract/index.ts'
import type { LogicalMessageId } from '../../../src/shared/ids.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine } from '../../support/engine.ts'
import { plainMail } from '../../support/lab-client.ts'
import { browserPreset } from '../../support/lab-preset.ts'
import { valueOf } from '../../support/store.ts'
import { startTcpGate, type TcpGate } from '../../support/tcp-gate.ts'
import { goodPassphrase, tempFolder } from '../../support/vault.ts'
import { followRedirect } from '../transport/browser.ts'

const { rivera, maria } = people
const newPassword = 'granite-lantern-58'
let lab: Lab
let gate: TcpGate
let folder: ReturnType<typeof tempFolder>
let engine: Engine
let session: Session

beforeAll(async () => {
  lab = await startLab({ broken: false })
  gate = await startTcpGate(lab.imap.implicit.port)
})
afterAll(async () => {
  await gate.close()
  await lab.stop()
})

beforeEach(async () => {
  folder = tempFolder('sealpost-account-change-')
  const providers = join(folder.path, 'providers')
  mkdirSync(providers)
  writeFileSync(join(providers, 'lab.json'), JSON.stringify(browserPreset(lab)))
  lab.oauth.signInAs(rivera.address)
  engine = await startTestEngine({
    userDataDir: folder.path,
    extraCaFile: lab.caPath,
    extraProvidersDir: providers,
    desktop: { openExternal: (url) => followRedirect(url, lab.certificates.ca) },
  })
  valueOf(await engine.create(goodPassphrase))
  session = valueOf(engine.session())
})
afterEach(async () => {
  await engine.shutdown()
  folder.remove()
  await lab.changePassword(rivera.address, rivera.password)
})

/** Dr. Rivera's account, syncing through the gate. */
async function setUp(signIn: 'password' | 'oauth' = 'password'): Promise<Account> {
  const account = valueOf(
    await session.accounts.add({
      name: rivera.name,
      address: rivera.address,
      userName: rivera.address,
      providerId: 'lab',
      imap: { ...lab.imap.implicit, port: gate.port },
      smtp: lab.smtp.implicit,
      signIn:
        signIn === 'password'
          ? { kind: 'password', password: rivera.password }
          : {
              kind: 'oauth',
              signInId: valueOf(await session.accounts.signIns.signIn('lab', rivera.address)),
            },
    }),
  )
  session.inbound.start()
  await state('online')
  return account
}

const state = (wanted: string) => expect.poll(() => session.inbound.connection().state).toBe(wanted)
/** Waits until sync has ended for this reason. */
const failure = (code: string) => expect.poll(() => session.inbound.connection().failure?.code).toBe(code)

function dropConnections(): void {
  gate.shut()
  gate.open()
}

function changeOf(account: Account, change: Partial<AccountChange>): AccountChange {
  const { id, name, signature, userName, imap, smtp } = account
  return { id, name, signature, userName, imap, smtp, signIn: { kind: 'kept' }, ...change }
}

const withPassword = (password: string) => ({ signIn: { kind: 'password' as const, password } })
const stored = ({ id }: Account) => findAccount(session.store, id)
/** The canonical records of `account.changed`, oldest first. */
const changes = () =>
  listAuditEvents(session.store, { types: ['account.changed'] }, { before: null, limit: 100 })
    .map(({ canonical }) => new TextDecoder().decode(canonical))
    .reverse()
const changedFields = () =>
  changes().map((text) => (JSON.parse(text) as { event: { fields: string[] } }).event.fields)

const inboxSubjects = () => {
  const inbox = listMailboxes(session.store).find(({ role }) => role === 'inbox')
  return inbox === undefined
    ? []
    : valueOf(session.inbound.list(inbox.id, null, 200)).rows.map(({ subject }) => subject)
}

/** Sends a letter to Maria, past its hold. */
async function sendLetter(): Promise<LogicalMessageId> {
  const contact = valueOf(
    session.directory.add(
      {
        kind: 'patient',
        name: maria.name,
        addresses: [maria.address],
        nicknames: [],
        birthDate: null,
        recordNumber: null,
        phones: [],
        readsMailOn: 'unsure',
        agreedToEmailOn: null,
      },
      true,
    ),
  )
  valueOf(await session.passphrases.make(contact.id))
  const kit = session.kit.make()
  valueOf(session.kit.confirm(proofOf(kit)))
  const { id, content } = valueOf(session.drafts.createNew({ to: [maria], subject: 'Tuesday' }, ''))
  valueOf(
    session.drafts.save(id, {
      takenRevision: 0,
      content: { ...content, html: '<p>We see each other on Tuesday at three.</p>' },
    }),
  )
  const sent = valueOf(await session.sender.send({ id, takenRevision: 0 }, []))
  if (sent.kind !== 'held') throw new Error('a question was asked')
  valueOf(session.queue.releaseNow(sent.logicalId))
  session.runQueue()
  return sent.logicalId
}

const outboxItem = (logicalId: LogicalMessageId) =>
  valueOf(session.outbox.list()).find((item) => item.logicalId === logicalId)

describe('a password that was changed at the host', () => {
  it('stops sync and sending; the wrong new one stores nothing; the right one lets both go on', async () => {
    const account = await setUp()
    const before = stored(account)
    await lab.changePassword(rivera.address, newPassword)
    dropConnections()
    await failure('login/refused')
    expect(session.inbound.connection().state).toBe('error')
    await lab.deliver(plainMail({ subject: 'Meanwhile' }, rivera.address), rivera.address)
    const logicalId = await sendLetter()
    await expect
      .poll(() => outboxItem(logicalId))
      .toMatchObject({ state: 'queued', failureCode: 'login/refused' })

    const wrong = changeOf(account, withPassword('not it either'))
    expect(valueOf(await session.accounts.checkChange(wrong))).toMatchObject({
      imap: { error: { code: 'login/refused' } },
      smtp: { error: { code: 'login/refused' } },
    })
    expect(await session.accounts.update(wrong)).toMatchObject({ error: { code: 'login/refused' } })
    expect(stored(account)).toEqual(before)
    expect(changes()).toEqual([])
    expect(session.inbound.connection().failure?.code).toBe('login/refused')

    valueOf(await session.accounts.update(changeOf(account, withPassword(newPassword))))
    await state('online')
    expect(inboxSubjects()).toContain('Meanwhile')
    // Its next attempt was half a minute away.
    await expect.poll(() => outboxItem(logicalId)?.state).toBe('sent')
    expect(changedFields()).toEqual([['password']])
    expect(changes().join()).not.toMatch(new RegExp(`${newPassword}|${rivera.address}`))
  })

  it('is no reason to take one server’s word for the other', async () => {
    const account = await setUp()
    const before = stored(account)
    const nobodyThere = { ...lab.smtp.implicit, port: 1 }
    const halfRight = changeOf(account, { ...withPassword(rivera.password), smtp: nobodyThere })
    expect(await session.accounts.update(halfRight)).toMatchObject({ error: { code: 'host/refused' } })
    expect(stored(account)).toEqual(before)
    expect(changes()).toEqual([])
  })
})

describe('a stored password', () => {
  it('is kept where none is given, and never sent to another host than it was given to', async () => {
    const account = await setUp()
    await lab.deliver(plainMail({ subject: 'Before the move' }, rivera.address), rivera.address)
    await expect.poll(inboxSubjects).toContain('Before the move')
    const subjects = inboxSubjects()
    valueOf(await session.accounts.update(changeOf(account, { name: 'Dr. E. Rivera' })))
    expect(stored(account)).toMatchObject({
      name: 'Dr. E. Rivera',
      credentials: { kind: 'password', password: rivera.password },
    })

    const elsewhere = { ...account.imap, host: '127.0.0.1' }
    const led = changeOf(account, { imap: elsewhere })
    expect(await session.accounts.checkChange(led)).toMatchObject({
      error: { code: 'account/sign-in-needed' },
    })
    expect(await session.accounts.update(led)).toMatchObject({ error: { code: 'account/sign-in-needed' } })
    expect(changedFields()).toEqual([['name']])

    // Typed for the new host it goes there, and the mail is recognised rather than kept twice.
    valueOf(await session.accounts.update({ ...led, ...withPassword(rivera.password) }))
    expect(changedFields()).toEqual([['name'], ['name', 'imap']])
    const told = changes().map((text) => (JSON.parse(text) as { event: { old: object; new: object } }).event)
    const serverAt = (host: string) => ({
      imap: `${host}:${String(account.imap.port)} ${account.imap.security}`,
    })
    expect(told.map((one) => [one.old, one.new])).toEqual([
      [{}, {}],
      [serverAt(account.imap.host), serverAt(elsewhere.host)],
    ])
    await state('online')
    expect(inboxSubjects()).toEqual(subjects)
  })

  it('given once more as it is leaves no event', async () => {
    const account = await setUp()
    valueOf(await session.accounts.update(changeOf(account, withPassword(rivera.password))))
    expect(changes()).toEqual([])
    await state('online')
  })

  it('is not replaced by a lock in the middle', async () => {
    const account = await setUp()
    await lab.changePassword(rivera.address, newPassword)
    const updating = session.accounts.update(changeOf(account, withPassword(newPassword))).then(
      ({ ok }) => ok,
      () => false,
    )
    engine.lock('person')
    expect(await updating).toBe(false)
    valueOf(await engine.unlock(goodPassphrase))
    session = valueOf(engine.session())
    expect(stored(account)).toMatchObject({ credentials: { password: rivera.password } })
    await failure('login/refused')
  })
})

describe('a browser sign-in that has expired', () => {
  it('is repeated, and sync goes on with the new tokens', async () => {
    const account = await setUp('oauth')
    lab.oauth.expireAccessTokens()
    lab.oauth.revokeRefreshTokens()
    dropConnections()
    await failure('login/expired')
    expect(await session.accounts.update(changeOf(account, { name: 'Other' }))).toMatchObject({
      error: { code: 'login/expired' },
    })

    const signInId = valueOf(await session.accounts.signIns.signIn('lab', rivera.address))
    const again = changeOf(account, { signIn: { kind: 'oauth', signInId } })
    expect(valueOf(await session.accounts.update(again))).toMatchObject({ signInKind: 'oauth' })
    await state('online')
    expect(changedFields()).toEqual([['sign-in']])
    // The account holds the tokens now; the sign-in is forgotten.
    expect(await session.accounts.update(again)).toMatchObject({ error: { code: 'login/expired' } })
  })

  it('can give way to a password', async () => {
    const account = await setUp('oauth')
    const updated = valueOf(await session.accounts.update(changeOf(account, withPassword(rivera.password))))
    expect(updated.signInKind).toBe('password')
    expect(changedFields()).toEqual([['password']])
    expect(changes().join()).toContain('"new":{"signIn":"password"},"old":{"signIn":"oauth"}')
    await state('online')
  })
})

it('an account that is gone is not changed', async () => {
  const account = await setUp()
  const gone = changeOf({ ...account, id: (account.id + 1) as Account['id'] }, {})
  expect(await session.accounts.update(gone)).toMatchObject({ error: { code: 'account/absent' } })
})
