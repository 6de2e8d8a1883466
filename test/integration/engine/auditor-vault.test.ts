import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { listAuditEvents } from '../../../src/main/store/index.ts'
import { contract, type EngineClient } from '../../../src/shared/contract/index.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine, type TestEngineOptions } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder } from '../../support/vault.ts'

/**
 * What an auditor's vault answers. Anything else is refused there with one code; what is added to the contract is, too,
 * until somebody puts it here.
 */
const answered: Readonly<Record<string, readonly string[]>> = {
  app: Object.keys(contract.app),
  vault: Object.keys(contract.vault),
  policy: ['state', 'limits', 'save', 'choose', 'accept', 'leave'],
  audit: [
    'list',
    'story',
    'types',
    'status',
    'export',
    'saveVerifier',
    'filesLetOut',
    'showFileLetOut',
    'explainRollback',
  ],
  logs: Object.keys(contract.logs),
  binders: Object.keys(contract.binders),
  collector: Object.keys(contract.collector),
  backup: Object.keys(contract.backup),
}

let folder: ReturnType<typeof tempFolder>
let engines: Engine[]

beforeEach(() => {
  folder = tempFolder('sealpost-auditor-')
  engines = []
})
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.shutdown()))
  folder.remove()
})

async function start(options: Partial<TestEngineOptions> = {}): Promise<Engine> {
  const engine = await startTestEngine({ userDataDir: folder.path, ...options })
  engines.push(engine)
  return engine
}

const clientOf = (engine: Engine): EngineClient => createRouterClient(router, { context: { engine } })

/** What each procedure says to a call without input, by `area.name`. */
async function codesOf(engine: Engine, isAsked: (area: string, name: string) => boolean) {
  const client = clientOf(engine) as unknown as Record<string, Record<string, () => Promise<unknown>>>
  const codes: Record<string, string> = {}
  for (const [area, procedures] of Object.entries(contract)) {
    for (const name of Object.keys(procedures).filter((one) => isAsked(area, one))) {
      codes[`${area}.${name}`] = await (client[area]?.[name]?.() ?? Promise.resolve()).then(
        () => 'answered',
        (error: unknown) => codeOf(error),
      )
    }
  }
  return codes
}

function codeOf(error: unknown): string {
  const data: unknown = error instanceof ORPCError ? error.data : null
  return typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : 'other'
}

describe("an auditor's vault", () => {
  it('has no account and no mail: every procedure that isn’t its own is refused with one code', async () => {
    const engine = await start()
    valueOf(await engine.create(goodPassphrase, { name: 'Jo Whitfield' }))
    expect(engine.state()).toMatchObject({ phase: 'unlocked', vaultKind: 'auditor' })
    const session = valueOf(engine.anySession())
    expect(session.kind).toBe('auditor')
    for (const part of ['accounts', 'inbound', 'sender', 'queue', 'drafts', 'directory', 'credentials']) {
      expect(session).not.toHaveProperty(part)
    }
    expect(engine.session()).toMatchObject({ error: { code: 'vault/reads-logs-only' } })
    const codes = await codesOf(engine, (area, name) => answered[area]?.includes(name) !== true)
    expect(Object.keys(codes).length).toBeGreaterThan(100)
    expect(codes).toEqual(
      Object.fromEntries(Object.keys(codes).map((name) => [name, 'vault/reads-logs-only'])),
    )
    expect(await engine.page('/mail/1')).toBeNull()
  })

  it('as a control: in a vault with mail none of these is refused so', async () => {
    const engine = await start()
    valueOf(await engine.create(goodPassphrase))
    expect(engine.state()).toMatchObject({ phase: 'unlocked', vaultKind: 'mail' })
    // Those that only read: each is answered, or its input is missing.
    const reading = ['list', 'mailboxes', 'status', 'overview', 'ownKeys', 'review', 'imports']
    const codes = await codesOf(engine, (area, name) => area !== 'audit' && reading.includes(name))
    expect(Object.keys(codes).length).toBeGreaterThan(8)
    expect(Object.values(codes)).not.toContain('vault/reads-logs-only')
  })

  it('stays one over a lock and a restart, with kit, name and a log of its own', async () => {
    const engine = await start()
    const client = clientOf(engine)
    await client.vault.create({ passphrase: goodPassphrase, auditor: { name: 'Jo Whitfield' } })
    const kit = await client.vault.makeKit()
    await client.vault.confirmKit(proofOf(kit))
    await client.app.saveSettings({ ...(await client.app.settings()), idleLockMinutes: 5 })
    expect(await client.vault.eraseName()).toEqual({ name: 'Jo Whitfield' })
    engine.lock('person')
    expect(engine.state()).toMatchObject({ phase: 'locked', vaultKind: 'auditor' })
    await engine.shutdown()
    const again = await start()
    const typed = `${kit.words.join(' ')} ${kit.checkCode}`
    valueOf(await again.unlockWithKit(typed, otherPassphrase, true))
    expect(again.state()).toMatchObject({ vaultKind: 'auditor', setup: { hasRecoveryKit: true } })
    const { store } = valueOf(again.anySession())
    const types = listAuditEvents(store, {}, { before: null, limit: 50 }).map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['vault.created', 'settings.changed', 'vault.unlocked']))
  })

  it('reads an exported log, and so does a vault with mail', async () => {
    const log = join(folder.path, 'log.jsonl')
    const desktop = { askOpenPaths: () => Promise.resolve([log]) }
    const owner = await start({ desktop: { ...desktop, askSavePath: () => Promise.resolve(log) } })
    valueOf(await owner.create(goodPassphrase))
    await clientOf(owner).audit.export({ format: 'jsonl', withNames: false })
    expect(await clientOf(owner).logs.choose()).toMatchObject({ verdict: { kind: 'whole' } })
    const other = tempFolder('sealpost-auditor-')
    try {
      const engine = await start({ userDataDir: other.path, desktop })
      valueOf(await engine.create(otherPassphrase, { name: 'Jo Whitfield' }))
      const client = clientOf(engine)
      const offer = await client.logs.choose()
      expect(offer).toMatchObject({ verdict: { kind: 'whole' }, known: null })
      const { id } = await client.logs.add({ file: offer?.file ?? '', title: 'Rivera' })
      const opened = await client.logs.open({ id })
      expect(opened).toMatchObject({ title: 'Rivera', verdict: { kind: 'whole' }, gaps: [] })
      const { rows } = await client.logs.events({ id, cursor: null, limit: 10 })
      expect(rows.map(({ type }) => type)).toContain('vault.created')
      const own = await client.audit.list({ cursor: null, limit: 3 })
      expect(own.rows.map(({ type }) => type)).toEqual(['log.viewed', 'log.added', 'vault.created'])
      writeFileSync(log, 'no log')
      await expect(client.logs.choose()).rejects.toMatchObject({ data: { code: 'audit/not-an-export' } })
    } finally {
      await Promise.all(engines.map((engine) => engine.shutdown()))
      other.remove()
    }
  })

  it('reads an evidence binder, and holds it against the logs that come and go', async () => {
    const [log, pdf, json] = ['log.jsonl', 'binder.pdf', 'binder.json'].map((name) => join(folder.path, name))
    let answer = ''
    const desktop = {
      askOpenPaths: () => Promise.resolve([answer]),
      askSavePath: () => Promise.resolve(answer),
    }
    const given = <T>(path: string | undefined, ask: () => Promise<T>) => {
      answer = path ?? ''
      return ask()
    }
    const owner = clientOf(await start({ desktop }))
    await owner.vault.create({ passphrase: goodPassphrase })
    await given(pdf, () => owner.evidence.saveBinder())
    await given(log, () => owner.audit.export({ format: 'jsonl', withNames: false }))
    const other = tempFolder('sealpost-auditor-')
    try {
      const client = clientOf(await start({ userDataDir: other.path, desktop }))
      await client.vault.create({ passphrase: otherPassphrase, auditor: { name: 'Jo Whitfield' } })
      const offer = await given(json, () => client.binders.choose())
      expect(offer).toMatchObject({ beside: [], pdf: hashOf(pdf), file: hashOf(json) })
      const { id } = await client.binders.add({ file: offer?.file ?? '', title: 'Rivera, November' })
      const chosen = await given(log, () => client.logs.choose())
      expect(chosen?.signer).toBe(offer?.signer)
      const added = await client.logs.add({ file: chosen?.file ?? '', title: 'Rivera' })
      const beside = [{ log: added.id, title: 'Rivera', standing: 'holds', isFileNamed: true }]
      expect(await client.binders.list()).toMatchObject([{ id, title: 'Rivera, November', beside }])
      const opened = await client.binders.open({ id })
      expect(opened).toMatchObject({ beside, sections: expect.any(Array) as unknown })
      expect(opened.sections.map(({ title }) => title)).toContain('Who has access')
      await client.logs.remove({ id: added.id })
      expect(await client.binders.list()).toMatchObject([{ beside: [] }])
      const changed = readFileSync(json ?? '')
      const at = changed.indexOf('"pdf":"') + 10
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      writeFileSync(json ?? '', changed)
      await expect(given(json, () => client.binders.choose())).rejects.toMatchObject({
        data: { code: 'evidence/binder-changed' },
      })
      await client.binders.remove({ id })
      const own = await client.audit.list({ cursor: null, limit: 20 })
      expect(own.rows.map(({ type }) => type).filter((type) => type.startsWith('binder.'))).toEqual([
        ...['binder.removed', 'binder.viewed', 'binder.added'],
      ])
    } finally {
      await Promise.all(engines.map((engine) => engine.shutdown()))
      other.remove()
    }
  })
})

function hashOf(path: string | undefined): string {
  return createHash('sha256')
    .update(readFileSync(path ?? ''))
    .digest('hex')
}
