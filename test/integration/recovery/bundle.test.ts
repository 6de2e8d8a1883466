import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import type { Session } from '../../../src/main/engine/session-type.ts'
import { buildInner } from '../../../src/main/mime/index.ts'
import { findRecoveryBundle, sealForSelf, sealRecoveryBundle } from '../../../src/main/sealing/index.ts'
import { listAuditEvents, listMailboxes, listOwnKeys } from '../../../src/main/store/index.ts'
import type { AccountDetails } from '../../../src/shared/contract/index.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine } from '../../support/engine.ts'
import { startLyingFront } from '../../support/lying-front.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder } from '../../support/vault.ts'

const { rivera, maria } = people
const mailbox = 'Sealpost recovery'
/** Found nowhere but in what must not leave readable. */
const canary = 'heron-quartz-7731'
let lab: Lab
const folders: ReturnType<typeof tempFolder>[] = []
const engines: Engine[] = []

beforeAll(async () => {
  lab = await startLab({ broken: false })
})
afterAll(async () => {
  await lab.stop()
  folders.forEach((folder) => folder.remove())
})
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.shutdown()))
  const client = await openOtherProgram(lab, rivera)
  await client.mailboxDelete(mailbox).catch(() => undefined)
  await client.logout()
})

const details = (): AccountDetails => ({
  ...{ name: rivera.name, address: rivera.address, userName: rivera.address, providerId: 'lab' },
  ...{ imap: lab.imap.implicit, smtp: lab.smtp.implicit },
  signIn: { kind: 'password', password: rivera.password },
})

/** A computer on which Sealpost never ran. */
async function newComputer(): Promise<{ engine: Engine; folder: string }> {
  const folder = tempFolder('sealpost-recovery-')
  folders.push(folder)
  const engine = await startTestEngine({ userDataDir: folder.path, extraCaFile: lab.caPath })
  engines.push(engine)
  return { engine, folder: folder.path }
}

/** A practice with a patient, her passphrase and a kit; what the kit says. */
async function practice(): Promise<{ engine: Engine; session: Session; kit: string }> {
  const { engine } = await newComputer()
  valueOf(await engine.create(goodPassphrase))
  const session = valueOf(engine.session())
  valueOf(await session.accounts.add(details()))
  addPatient(session, canary)
  const made = session.kit.make()
  valueOf(session.kit.confirm(proofOf(made)))
  return { engine, session, kit: `${made.words.join(' ')} ${made.checkCode}` }
}

function addPatient(session: Session, name: string): void {
  const contact = {
    ...{ kind: 'patient' as const, name, addresses: [], nicknames: [], phones: [] },
    ...{ birthDate: null, recordNumber: null, readsMailOn: 'unsure' as const, agreedToEmailOn: null },
  }
  valueOf(session.directory.add(contact, true))
}

async function restore(kit: string): Promise<Session> {
  const { engine } = await newComputer()
  valueOf(await engine.restore.find(details()))
  valueOf(await engine.restore.open(kit, otherPassphrase))
  return valueOf(engine.session())
}

const there = () => lab.mailbox(rivera.address).list(mailbox)
const names = (session: Session) =>
  valueOf(session.directory.list({ isArchived: false })).map(({ name }) => name)
const events = (session: Session) =>
  listAuditEvents(session.store, {}, { before: null, limit: 200 }).map(
    ({ canonical }) =>
      (
        JSON.parse(new TextDecoder().decode(canonical)) as {
          event: { type: string; found?: string; lastRecord?: number }
        }
      ).event,
  )

describe('a lost computer', () => {
  it('is replaced by mail account and kit alone: people, keys and encrypted mail', async () => {
    const old = await practice()
    const key = listOwnKeys(old.session.store, 'openpgp')[0]
    const before = names(old.session)
    const vaultId = old.session.vault.vaultId
    valueOf(await old.session.recovery.keepNow())
    expect(old.session.recovery.status()).toMatchObject({ state: 'kept', host: 'localhost', failure: null })
    await old.engine.shutdown()
    await deliverEncrypted(key?.certificate ?? '', key?.secret ?? '')

    const session = await restore(old.kit)
    expect(session.vault.vaultId).toBe(vaultId)
    expect(names(session)).toEqual(before)
    expect(before).toContain(canary)
    expect(listOwnKeys(session.store, 'openpgp')[0]?.secret).toBe(key?.secret)
    expect(session.vault.hasRecoveryKit).toBe(true)
    const [restored] = events(session).filter(({ type }) => type === 'vault.recovered')
    expect(restored).toMatchObject({ sequence: 1 })
    expect(restored?.lastRecord).toBeGreaterThan(0)

    const inbox = () => listMailboxes(session.store).find(({ role }) => role === 'inbox')
    const rows = () =>
      inbox() === undefined ? [] : valueOf(session.inbound.list(inbox()!.id, null, 10)).rows
    await expect.poll(() => rows().length, { timeout: 20_000 }).toBe(1)
    const view = valueOf(await session.inbound.open(rows()[0]!.id, 'light'))
    expect(view.subject).toBe(`Inside ${canary}`)
    await expect.poll(() => session.inbound.connection().state, { timeout: 20_000 }).toBe('online')
    expect(listMailboxes(session.store).map(({ name }) => name)).not.toContain(mailbox)

    // The new computer goes on where the old one ended.
    valueOf(await session.recovery.keepNow())
    const [message, ...others] = await there()
    expect(others).toEqual([])
    expect(findRecoveryBundle(message!.raw)?.header.sequence).toBe(2)
    expect(events(session).filter(({ type }) => type === 'recovery-bundle.differed')).toEqual([])
  })

  it('without a kit, or with the kit of another vault, gives nothing and leaves nothing', async () => {
    const old = await practice()
    valueOf(await old.session.recovery.keepNow())
    const made = old.session.vault.makeRecoveryKit()
    const { engine, folder } = await newComputer()
    valueOf(await engine.restore.find(details()))
    const wrong = await engine.restore.open(`${made.words.join(' ')} ${made.checkCode}`, otherPassphrase)
    expect(wrong).toMatchObject({ error: { code: 'recovery/wrong-key' } })
    expect(existsSync(join(folder, 'vault'))).toBe(false)
    expect(engine.state().phase).toBe('first-run')
    expect(await engine.restore.open(old.kit, otherPassphrase)).toMatchObject({ ok: true })
  })

  it('is replaced with two recovery shares, which the new log says', async () => {
    const old = await practice()
    const holders = ['A colleague', 'An executor', 'A safe'] as const
    const { shares } = valueOf(await old.session.shares.make(old.kit, [...holders]))
    for (const number of [1, 2, 3] as const) {
      valueOf(old.session.shares.confirm(number, proofOf(shares[number - 1]!)))
    }
    valueOf(await old.session.recovery.keepNow())
    await old.engine.shutdown()
    const [first, , third] = shares.map(({ words, checkCode }) => `${words.join(' ')} ${checkCode}`)
    const { engine } = await newComputer()
    valueOf(await engine.restore.find(details()))
    expect(await engine.restore.open([first!, first!], otherPassphrase)).toMatchObject({
      error: { code: 'vault/share-twice' },
    })
    valueOf(await engine.restore.open([third!, first!], otherPassphrase))
    const session = valueOf(engine.session())
    expect(events(session).find(({ type }) => type === 'vault.recovered')).toMatchObject({
      with: 'recovery-shares',
    })
    expect(session.shares.read()).toMatchObject([{ holders, isOfPresentKit: true, isConfirmed: true }])
    expect(session.evidence.openCount()).toBeGreaterThan(0)
    expect((await session.evidence.overview()).tasks.map(({ task }) => task)).toContain('emergency-access')
  })

  it('is found by a host that will not open Sent', async () => {
    const old = await practice()
    valueOf(await old.session.recovery.keepNow())
    await old.engine.shutdown()
    const front = await startLyingFront(lab)
    front.lie({
      answer: ({ tag, verb, line }) =>
        verb === 'SELECT' && line.includes('Sent') ? `${tag} NO [SERVERBUG] not today\r\n` : null,
    })
    try {
      const { engine } = await newComputer()
      const there = { ...details(), imap: { ...lab.imap.implicit, port: front.port } }
      expect(valueOf(await engine.restore.find(there))).toMatchObject({ newestSentAt: null })
    } finally {
      await front.close()
    }
  })

  it('does not go on with what was found once that is given up', async () => {
    const old = await practice()
    valueOf(await old.session.recovery.keepNow())
    const { engine } = await newComputer()
    valueOf(await engine.restore.find(details()))
    engine.restore.forget()
    const opened = await engine.restore.open(old.kit, otherPassphrase)
    expect(opened).toMatchObject({ error: { code: 'recovery/none-found' } })
  })

  it('finds nothing in an account that has none', async () => {
    const { engine } = await newComputer()
    expect(await engine.restore.find(details())).toMatchObject({ error: { code: 'recovery/none-found' } })
    expect(await engine.restore.open('x', otherPassphrase)).toMatchObject({
      error: { code: 'recovery/none-found' },
    })
  })
})

describe('what lies at the host', () => {
  let engine: Engine
  let session: Session

  beforeAll(async () => {
    ;({ engine, session } = await practice())
    // It goes on from test to test.
    engines.splice(engines.indexOf(engine), 1)
  })
  afterAll(() => engine.shutdown())
  beforeEach(async () => {
    valueOf(await session.recovery.keepNow())
  })

  const sequenceOf = (message: { raw: Buffer } | undefined) =>
    message === undefined ? null : (findRecoveryBundle(message.raw)?.header.sequence ?? null)

  it('says nothing of people, whatever the practice has, and is one message', async () => {
    const [first] = await there()
    addPatient(session, `Second ${canary}`)
    valueOf(await session.recovery.keepNow())
    const [second, ...others] = await there()
    expect(others).toEqual([])
    expect(second!.raw.equals(first!.raw)).toBe(false)
    expect(second!.raw.byteLength).toBe(first!.raw.byteLength)
    for (const secret of [canary, Buffer.from(canary).toString('base64').slice(0, 20)]) {
      expect(second!.raw.includes(secret)).toBe(false)
    }
    const header = second!.raw.subarray(0, second!.raw.indexOf('\r\n\r\n')).toString()
    expect(header).toContain('Subject: Sealpost recovery data')
    expect(header).not.toContain(rivera.name)
  })

  it.each([
    { attack: 'an older one put back', found: 'older' },
    { attack: 'removed', found: 'none' },
  ])('is noticed when it is $attack, and made current again', async ({ found }) => {
    const [old] = await there()
    addPatient(session, `For ${found}`)
    valueOf(await session.recovery.keepNow())
    const last = sequenceOf((await there())[0])
    const client = await openOtherProgram(lab, rivera)
    await client.mailboxOpen(mailbox)
    await client.messageDelete('1:*')
    if (found === 'older') {
      await client.append(mailbox, old!.raw)
    }
    await client.logout()
    valueOf(await session.recovery.keepNow())
    expect(events(session).find(({ type }) => type === 'recovery-bundle.differed')).toMatchObject({ found })
    const [now, ...others] = await there()
    expect(others).toEqual([])
    expect(sequenceOf(now)).toBe(last! + 1)
  })

  it('with a field that the host writes above the message is the same, and not noticed', async () => {
    const differences = () => events(session).filter(({ type }) => type === 'recovery-bundle.differed').length
    const before = differences()
    const [message] = await there()
    const client = await openOtherProgram(lab, rivera)
    await client.mailboxOpen(mailbox)
    await client.messageDelete('1:*')
    await client.append(mailbox, Buffer.concat([Buffer.from('X-Scanned: by the host\r\n'), message!.raw]))
    await client.logout()
    valueOf(await session.recovery.keepNow())
    expect(differences()).toBe(before)
  })

  it('stays as it is while the host cannot be reached, which the status says', async () => {
    addPatient(session, 'Third')
    expect(session.recovery.status()).toMatchObject({ state: 'waiting' })
    await lab.changePassword(rivera.address, 'another-one-58')
    try {
      expect(await session.recovery.keepNow()).toMatchObject({ error: { code: 'login/refused' } })
      const { state, failure, keptAt } = session.recovery.status()
      expect({ state, failure }).toMatchObject({ state: 'failed', failure: { code: 'login/refused' } })
      expect(keptAt).not.toBeNull()
      expect(await there()).toHaveLength(1)
    } finally {
      await lab.changePassword(rivera.address, rivera.password)
    }
    valueOf(await session.recovery.keepNow())
    expect(session.recovery.status()).toMatchObject({ state: 'kept', failure: null })
  })
})

describe('a host that shows an old bundle on a new computer', () => {
  const dayMs = 24 * 60 * 60_000
  const oldMadeAt = new Date(Date.now() - 9 * dayMs).toISOString()
  let kit: string

  /** What is in the mailbox then: the practice's own bundle of nine days ago, and mail of today in Sent. */
  async function rollBack(): Promise<{ putInFront: () => Promise<void> }> {
    const old = await practice()
    kit = old.kit
    valueOf(await old.session.recovery.keepNow())
    const key = Buffer.from(old.session.vault.subKey('recovery-bundle'))
    await old.engine.shutdown()
    const bundle = findRecoveryBundle((await there())[0]!.raw)!
    const sealed = (header: typeof bundle.header, bundleKey: Uint8Array) =>
      valueOf(
        sealRecoveryBundle(
          { header, content: valueOf(bundle.open(key)), address: rivera.address },
          { key: bundleKey, macKey: randomBytes(32), random: (length) => randomBytes(length) },
        ),
      )
    const client = await openOtherProgram(lab, rivera)
    await client.mailboxOpen(mailbox)
    await client.messageDelete('1:*')
    await client.append(mailbox, Buffer.from(sealed({ ...bundle.header, madeAt: oldMadeAt }, key).raw))
    const sent = (await client.list()).find(({ specialUse }) => specialUse === '\\Sent')
    await client.append(sent!.path, plainMail({ subject: 'Of today' }, maria.address), ['\\Seen'], new Date())
    await client.logout()
    return {
      putInFront: async () => {
        const header = { ...bundle.header, sequence: 999_999, madeAt: new Date().toISOString() }
        const host = await openOtherProgram(lab, rivera)
        await host.append(mailbox, Buffer.from(sealed(header, randomBytes(32)).raw))
        await host.logout()
      },
    }
  }

  it('with the header of a new one in front of it: what the kit opens is said before anything is done', async () => {
    const { putInFront } = await rollBack()
    await putInFront()
    const { engine, folder } = await newComputer()
    expect(valueOf(await engine.restore.find(details()))).toMatchObject({ newestSentAt: null })
    const first = valueOf(await engine.restore.open(kit, otherPassphrase))
    expect(first).toMatchObject({ madeAt: oldMadeAt, newestSentAt: expect.any(String) as string })
    expect(existsSync(join(folder, 'vault'))).toBe(false)
    expect(engine.state().phase).toBe('first-run')
    expect(valueOf(await engine.restore.open(kit, otherPassphrase))).toBeNull()
    expect(engine.state().phase).toBe('unlocked')
  })

  it('and nothing else: that was said already, and is not asked again', async () => {
    await rollBack()
    const { engine } = await newComputer()
    const shown = valueOf(await engine.restore.find(details()))
    expect(shown).toMatchObject({ madeAt: oldMadeAt, newestSentAt: expect.any(String) as string })
    expect(valueOf(await engine.restore.open(kit, otherPassphrase))).toBeNull()
  })
})

async function deliverEncrypted(certificate: string, secret: string): Promise<void> {
  const fields = {
    ...{
      from: { name: maria.name, address: maria.address },
      to: [{ name: '', address: rivera.address }],
      cc: [],
    },
    ...{
      date: new Date().toISOString(),
      messageId: '<encrypted@mail.test>',
      inReplyTo: null,
      references: [],
    },
  }
  const inner = valueOf(
    await buildInner({
      ...fields,
      subject: `Inside ${canary}`,
      text: 'Only for you.',
      html: null,
      attachments: [],
    }),
  )
  const sealed = valueOf(
    await sealForSelf(
      { inner, outer: fields, certificate, signWith: secret },
      { macKey: new Uint8Array(32), now: new Date() },
    ),
  )
  await lab.deliver(sealed.raw, rivera.address)
}
