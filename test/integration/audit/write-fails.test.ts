import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AuditEventType } from '../../../src/main/audit/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { prepareOwnKey, storeOwnKey } from '../../../src/main/practice/index.ts'
import { generateOwnKey } from '../../../src/main/sealing/index.ts'
import { Statements } from '../../../src/main/store/connection.ts'
import { addAccount, addDraft, listAuditEventsAfter, listContacts } from '../../../src/main/store/index.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import type { MessageId } from '../../../src/shared/ids.ts'
import { ok } from '../../../src/shared/result.ts'
import { startTestEngine } from '../../support/engine.ts'
import { querySql, valueOf } from '../../support/store.ts'
import { goodPassphrase, memoryKeychain, tempFolder } from '../../support/vault.ts'
import { inAWeek, letterOf, ordinaryText, workingDay, type Day } from './working-day/index.ts'

const address = 'rivera@hope.test'
const keychain = memoryKeychain()
let folder: ReturnType<typeof tempFolder>
let engine: Engine
let day: Day
/** What reached the desktop: printers, browsers, other programs. */
const outside: string[] = []

beforeAll(async () => {
  folder = tempFolder('sealpost-write-fails-')
  mkdirSync(join(folder.path, 'outside'))
  let toOpen: readonly string[] = []
  let saved = 0
  const reached = (what: string) => (where: string) => {
    outside.push(`${what} ${where}`)
    return Promise.resolve(true)
  }
  engine = await startTestEngine({
    userDataDir: folder.path,
    keychain,
    desktop: {
      askSavePath: (name) => Promise.resolve(join(folder.path, 'outside', `${String((saved += 1))}-${name}`)),
      askOpenPaths: () => Promise.resolve([...toOpen]),
      openFile: reached('opened'),
      openExternal: async (url) => {
        await reached('browsed')(url)
      },
      printPage: async () => {
        await reached('printed')('a page')
      },
    },
  })
  valueOf(await engine.create(goodPassphrase))
  const { store } = valueOf(engine.session())
  const ownKey = await prepareOwnKey(address, new Date(Date.now() - 60_000))
  const nowhere = { host: 'localhost', port: 1, security: 'implicit' } as const
  const [accountId, secondAccountId] = valueOf(
    store.transaction((tx) => {
      storeOwnKey(tx, ownKey)
      const settings = { providerId: 'generic', userName: address, imap: nowhere, smtp: nowhere }
      const rest = { name: 'Ana Rivera', settings, credentials: { kind: 'password', password: 'not used' } }
      const second = { ...rest, address: 'office@hope.test' }
      return ok([addAccount(tx, { ...rest, address }, 1), addAccount(tx, second, 2)] as const)
    }),
  )
  const client: EngineClient = createRouterClient(router, { context: { engine } })
  day = {
    client,
    accountId,
    secondAccountId,
    authority: anAuthority(),
    fingerprint: ownKey.fingerprint,
    colleague: await generateOwnKey({ address: 'lee@clinic.example', now: new Date(Date.now() - 60_000) }),
    opens: (paths) => {
      toOpen = paths
    },
    put: (name, text) => {
      const path = join(folder.path, name)
      writeFileSync(path, text)
      return path
    },
    message: () => {
      const [row] = querySql(store, 'SELECT max(id) AS id FROM messages')
      return row?.['id'] as MessageId
    },
    file: () => ({ id: day.message(), partPath: '1.2' }),
    contact: (name) => {
      const found = listContacts(store).find((one) => one.name.startsWith(name))
      if (found === undefined) throw new Error(`no ${name}`)
      return found.id
    },
    draft: (text = ordinaryText) =>
      valueOf(
        store.transaction((tx) => {
          const begun = { accountId, kind: 'new', inReplyTo: null, answeredMethod: null } as const
          return ok(addDraft(tx, { ...begun, content: letterOf(text) }, Date.now()))
        }),
      ),
    held: async () => {
      const sent = await client.drafts.send({
        id: day.draft(),
        takenRevision: 0,
        answered: [],
        leavesAt: inAWeek(),
      })
      if (sent.kind !== 'held') throw new Error('asked before sending')
      return sent.logicalId
    },
  }
})

afterAll(async () => {
  await engine.shutdown()
  folder.remove()
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** PEM: somebody who vouches for mail certificates. */
function anAuthority(): string {
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '/dev/null', '-days', '90']
  const about = ['-subj', '/CN=Hope Test Authority', '-addext', 'keyUsage=critical,keyCertSign,cRLSign']
  return execFileSync('openssl', [...made, ...about], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** From now on a record of this type finds the disk full. */
function failWriting(type: AuditEventType): void {
  const run = Statements.prototype.run
  vi.spyOn(Statements.prototype, 'run').mockImplementation(function (this: Statements, text, ...values) {
    if (text.includes('INTO audit_events') && values.includes(type)) {
      throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
    }
    return run.call(this, text, ...values)
  })
}

/** Everything that an act could change: all rows of the store, the vault's own files, files outside, the desktop. */
function world() {
  const { store } = valueOf(engine.session())
  const tables = querySql(store, `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
  // How the index lies in its tables changes when it is merged, in a quiet moment; what it holds is compared with the texts.
  const kept = tables.filter(({ name }) => !/^message_search_(data|idx)$/.test(String(name)))
  const rows = kept.map(({ name }) => {
    const content = querySql(store, `SELECT * FROM "${String(name)}"`)
    const text = JSON.stringify(content, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    )
    return [String(name), createHash('sha256').update(text).digest('hex')] as const
  })
  return {
    rows: Object.fromEntries(rows),
    header: readFileSync(join(folder.path, 'vault', 'vault.json'), 'utf8'),
    files: readdirSync(join(folder.path, 'outside')),
    outside: [...outside],
  }
}

const typesAfter = (seq: number) =>
  listAuditEventsAfter(valueOf(engine.session()).store, seq, 1000).map(({ type }) => type)
const head = () => valueOf(engine.session()).audit.head().seq

describe('A2: what can not be recorded does not happen', () => {
  it.each(workingDay)('%j', async (types, prepare) => {
    for (const type of types) {
      const act = await prepare(day)
      const before = world()
      failWriting(type)
      const refused = await act().then(
        () => 'it happened',
        (error: unknown) => (error instanceof ORPCError ? (error.data as unknown) : error),
      )
      vi.restoreAllMocks()
      expect(refused).toMatchObject({ code: 'audit/write-failed' })
      expect(world()).toEqual(before)
    }
    // The same act where the log can be written: it happens, and it is on record.
    const act = await prepare(day)
    const [seq, before] = [head(), world()]
    await act()
    expect(typesAfter(seq)).toEqual(expect.arrayContaining([...types]))
    expect(world()).not.toEqual(before)
  })
})

describe('A2: the door', () => {
  it('locks though that can not be recorded', () => {
    failWriting('vault.locked')
    engine.lock('person')
    expect(engine.state().phase).toBe('locked')
  })

  it('opens to nobody, and to no other version, whose coming can not be recorded', async () => {
    await engine.shutdown()
    engine = await startTestEngine({ userDataDir: folder.path, keychain, version: '9.0.1' })
    for (const type of ['vault.unlocked', 'program.updated'] as const) {
      failWriting(type)
      expect(await engine.unlock(goodPassphrase)).toMatchObject({ error: { code: 'audit/write-failed' } })
      expect(engine.state().phase).toBe('locked')
      vi.restoreAllMocks()
    }
    valueOf(await engine.unlock(goodPassphrase))
    const isOfDoor = (type: string) => /^(vault[.]unlocked|program)/.test(type)
    expect(typesAfter(0).filter(isOfDoor)).toEqual(['vault.unlocked', 'program.updated'])
  })
})
