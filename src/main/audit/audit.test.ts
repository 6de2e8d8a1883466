import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  freed,
  makeTestStore,
  querySql,
  runSql,
  valueOf,
  type TestStore,
} from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder, testVaultDeps } from '../../../test/support/vault.ts'
import { fail, ok } from '../../shared/result.ts'
import {
  addContact,
  auditHead,
  findAuditPersonOfContact,
  listAuditEvents,
  listAuditEventsAfter,
  readSetting,
  removeContact,
  saveSetting,
  updateContact,
  type ContactFields,
  freeContact,
} from '../store/index.ts'
import { createVault } from '../vault/index.ts'
import {
  anchorIn,
  createAuditLog,
  recordUnlock,
  type AuditEvent,
  type AuditLog,
  type ChainHead,
} from './index.ts'

let test: TestStore
let log: AuditLog
let anchored: ChainHead | null
let now: number
/** By the clock that nobody sets; null: as much as by the other. */
let uptime: number | null

const maria: ContactFields = {
  kind: 'patient',
  name: 'Maria Álvarez',
  addresses: ['maria@patients.example'],
  nicknames: [],
  birthDate: null,
  recordNumber: null,
  phones: [],
  readsMailOn: 'unsure',
  agreedToEmailOn: null,
}
const viewed = (message = 1): AuditEvent => ({
  type: 'message.viewed',
  message,
  person: null,
  protection: 'none',
})

beforeEach(() => {
  test = makeTestStore()
  anchored = null
  now = Date.UTC(2026, 10, 21, 9)
  uptime = null
  log = logOn(test)
  test.write((tx) => log.begin(tx, 'Dr. Rivera'))
})
afterEach(() => test.dispose())

function logOn({ store }: TestStore): AuditLog {
  return createAuditLog({
    store,
    clock: () => new Date(now),
    uptimeMs: () => uptime ?? now,
    anchor: {
      read: () => Promise.resolve(anchored),
      write: (head) => {
        anchored = head
        return Promise.resolve(true)
      },
    },
  })
}

function fill(count: number): void {
  for (let index = 0; index < count; index += 1) {
    now += 1000
    expect(log.record(viewed(index + 1))).toEqual(ok(undefined))
  }
}

/** What someone does who has the store's key: the triggers only stop mistakes. */
function tamper(statement: string): void {
  test.write((tx) => {
    for (const trigger of ['never_change', 'never_go', 'in_order']) {
      runSql(tx, `DROP TRIGGER IF EXISTS audit_events_${trigger}`)
    }
    runSql(tx, 'DELETE FROM audit_references')
    runSql(tx, statement)
  })
}

describe('an event', () => {
  it('shares the commit of its effect: both or neither', () => {
    const act = (outcome: 'done' | 'failed') =>
      test.store.transaction((tx) => {
        saveSetting(tx, 'effect', outcome, 1)
        const appended = log.append(tx, viewed())
        return outcome === 'done' ? appended : fail('store/io')
      })
    expect(act('failed')).toEqual(fail('store/io'))
    expect([readSetting(test.store, 'effect'), auditHead(test.store)]).toEqual([null, null])
    expect(act('done')).toEqual(ok(undefined))
    expect([readSetting(test.store, 'effect'), auditHead(test.store)?.seq]).toEqual(['done', 1])
  })

  it('is chained to the one before, as canonical JSON', () => {
    fill(2)
    const [first, second] = listAuditEventsAfter(test.store, 0, 10)
    const record = JSON.parse(Buffer.from(second!.canonical).toString()) as Record<string, unknown>
    expect(Object.keys(record)).toEqual(['at', 'event', 'log', 'prev', 'seq', 'user', 'v'])
    expect(record).toMatchObject({
      seq: 2,
      v: 1,
      at: '2026-11-21T09:00:02.000Z',
      prev: Buffer.from(first!.hash).toString('hex'),
    })
  })

  it('that is not on the list, or carries a field too many, is a bug and leaves nothing', () => {
    expect(() => log.record({ type: 'nothing.happened' } as unknown as AuditEvent)).toThrow()
    expect(() =>
      log.record({ ...viewed(), subject: 'Re: your diagnosis' } as unknown as AuditEvent),
    ).toThrow()
    expect(auditHead(test.store)).toBeNull()
  })

  it('that can not be written, because the disk is full, takes its effect back', () => {
    fill(1)
    test.write((tx) => querySql(tx, 'PRAGMA max_page_count = 1'))
    const act = (index: number) =>
      test.store.transaction((tx) => {
        saveSetting(tx, 'effect', index, 1)
        return log.append(tx, viewed(index))
      })
    let done = 0
    let result = act(1)
    for (; result.ok; result = act(done + 1)) done += 1
    expect(result).toEqual(fail('audit/write-failed'))
    expect(done).toBeGreaterThan(0)
    expect(readSetting(test.store, 'effect')).toBe(done)
    expect(auditHead(test.store)?.seq).toBe(done + 1)
    expect(log.record(viewed())).toMatchObject({ ok: false, error: { code: 'audit/write-failed' } })
  })

  it('after the clock was set back says so, by how much, and the chain stays whole', async () => {
    fill(1)
    now -= 3_600_000
    fill(1)
    const types = listAuditEventsAfter(test.store, 0, 10).map(({ type }) => type)
    expect(types).toEqual(['message.viewed', 'clock.set-back', 'message.viewed'])
    expect(await log.status()).toMatchObject({ count: 3, firstBad: null })
  })

  describe('A1: a clock set back', () => {
    const HOUR = 3_600_000
    const setBacks = () =>
      listAuditEventsAfter(test.store, 0, 50).flatMap(({ canonical }) => {
        const { event } = JSON.parse(Buffer.from(canonical).toString()) as { event: AuditEvent }
        return event.type === 'clock.set-back' ? [event.seconds] : []
      })
    /** Time passes by both clocks. */
    const pass = (ms: number) => {
      now += ms
      uptime = (uptime ?? 0) + ms
    }

    beforeEach(() => {
      uptime = 0
      log = logOn(test)
      valueOf(log.record(viewed()))
    })

    it('shows though it is still after the newest record, and once', async () => {
      pass(2 * HOUR)
      now -= HOUR
      valueOf(log.record(viewed()))
      pass(1000)
      valueOf(log.record(viewed()))
      expect(setBacks()).toEqual([3600])
      expect(await log.status()).toMatchObject({ count: 4, firstBad: null })
    })

    it('shows while nothing else happens', () => {
      pass(2 * HOUR)
      now -= HOUR
      valueOf(log.watchClock())
      valueOf(log.watchClock())
      expect(setBacks()).toEqual([3600])
    })

    it('shows after the transaction that noticed it was taken back', () => {
      pass(2 * HOUR)
      now -= HOUR
      test.store.transaction((tx) => {
        valueOf(log.append(tx, viewed()))
        valueOf(log.append(tx, viewed()))
        return fail('store/io')
      })
      expect(setBacks()).toEqual([])
      valueOf(log.record(viewed()))
      expect(setBacks()).toEqual([3600])
    })

    it('shows after a restart, by the newest record and by the latest time that was seen', () => {
      pass(HOUR)
      valueOf(log.watchClock())
      now -= HOUR / 2
      log = logOn(test)
      valueOf(log.record(viewed()))
      expect(setBacks()).toEqual([1800])
      log = logOn(test)
      valueOf(log.record(viewed()))
      expect(setBacks()).toEqual([1800])
    })

    it('to 1970 shows, the log goes on from there, and its way back is no alarm', async () => {
      const real = now
      now = 60_000
      log = logOn(test)
      valueOf(log.record(viewed()))
      pass(1000)
      valueOf(log.record(viewed()))
      now = real + 5000
      valueOf(log.record(viewed()))
      valueOf(log.watchClock())
      expect(setBacks()).toEqual([Math.ceil((real - 60_000) / 1000)])
      expect(await log.status()).toMatchObject({ count: 5, firstBad: null })
    })

    it('is not confused with one that runs apart by a second in a day, nor with a sleeping computer', () => {
      for (let day = 0; day < 5; day += 1) {
        pass(24 * HOUR)
        now -= 1000
        valueOf(log.watchClock())
      }
      now += 8 * HOUR
      valueOf(log.record(viewed()))
      expect(setBacks()).toEqual([])
    })
  })

  it('does not make an alarm of a clock that was corrected by half a second', async () => {
    fill(1)
    now -= 500
    expect(log.record(viewed())).toEqual(ok(undefined))
    expect(listAuditEventsAfter(test.store, 0, 10).map(({ type }) => type)).toEqual([
      'message.viewed',
      'message.viewed',
    ])
    expect(await log.status()).toMatchObject({ firstBad: null })
  })
})

describe('people in events', () => {
  it('are random codes that stay the same and outlive the contact with the last name', () => {
    const { id, code } = test.write((tx) => {
      const contact = addContact(tx, maria, 1)
      return { id: contact, code: log.personOf(tx, contact) }
    })
    expect(code).toMatch(/^[0-9a-f]{16}$/)
    test.write((tx) => {
      updateContact(tx, id, { ...maria, name: 'Maria Ortiz' }, 2)
      expect(log.personOf(tx, id)).toBe(code)
      expect(log.append(tx, { type: 'contact.removed', person: code })).toEqual(ok(undefined))
      removeContact(tx, freed(freeContact(tx, id)))
    })
    expect(findAuditPersonOfContact(test.store, id)).toMatchObject({
      code,
      name: 'Maria Ortiz',
      kind: 'patient',
    })
    const [event] = listAuditEvents(test.store, { reference: `person:${code}` }, { before: null, limit: 10 })
    expect(Buffer.from(event!.canonical).toString()).not.toMatch(/Maria|Ortiz|patients\.example/)
  })
})

describe('the list', () => {
  it('filters by type, message and time, newest first, page by page', () => {
    fill(3)
    expect(log.record({ type: 'message.searched' })).toEqual(ok(undefined))
    const seqs = (filter: Parameters<typeof listAuditEvents>[1], before: number | null = null) =>
      listAuditEvents(test.store, filter, { before, limit: 2 }).map(({ seq }) => seq)
    expect(seqs({})).toEqual([4, 3])
    expect(seqs({}, 3)).toEqual([2, 1])
    expect(seqs({ types: ['message.searched'] })).toEqual([4])
    expect(seqs({ reference: 'message:2' })).toEqual([2])
    expect(seqs({ from: now - 1000, to: now })).toEqual([2])
  })
})

describe('the chain in the store', () => {
  it('is whole after honest work, whatever its length', async () => {
    fill(2500)
    expect(await log.status()).toMatchObject({ count: 2500, firstBad: null, isRolledBack: false })
  })

  it.each([
    [
      'a changed record',
      `UPDATE audit_events SET canonical = CAST(replace(CAST(canonical AS TEXT), 'none', 'nine') AS BLOB) WHERE seq = 5`,
      5,
      'wrong-hash',
    ],
    ['a changed hash', `UPDATE audit_events SET hash = zeroblob(32) WHERE seq = 5`, 5, 'wrong-hash'],
    [
      'a record changed to another type in the index',
      `UPDATE audit_events SET type = 'message.searched' WHERE seq = 5`,
      5,
      'unreadable',
    ],
    ['a time changed in the index', `UPDATE audit_events SET at = at - 1 WHERE seq = 5`, 5, 'unreadable'],
    ['a removed record', `DELETE FROM audit_events WHERE seq = 5`, 5, 'wrong-number'],
    ['records removed at the start', `DELETE FROM audit_events WHERE seq < 4`, 1, 'wrong-number'],
  ])('names %s', async (_what, statement, seq, fault) => {
    fill(9)
    tamper(statement)
    expect(await log.status()).toMatchObject({ firstBad: { seq, fault } })
  })

  it('names the first record of a swapped pair', async () => {
    fill(9)
    tamper('UPDATE audit_events SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6)')
    tamper('UPDATE audit_events SET seq = -seq WHERE seq < 0')
    expect((await log.status()).firstBad?.seq).toBe(5)
  })

  it('is not protected against mistakes by the chain alone: the store refuses to change or skip records', () => {
    fill(2)
    const refused = (statement: string) => () => test.write((tx) => runSql(tx, statement))
    expect(refused('UPDATE audit_events SET at = 0')).toThrow('never changed')
    expect(refused('DELETE FROM audit_events')).toThrow('never deleted')
    expect(refused(`INSERT INTO audit_events VALUES (9, 0, 'x', x'00', zeroblob(32))`)).toThrow(
      'without a gap',
    )
  })
})

describe('the anchor', () => {
  it('shows that the store was rolled back', async () => {
    fill(5)
    await log.anchorHead()
    expect(await log.status()).toMatchObject({ isRolledBack: false, anchoredAt: now })
    tamper('DELETE FROM audit_events WHERE seq > 3')
    expect(await log.status()).toMatchObject({ count: 3, firstBad: null, isRolledBack: true })
  })

  it('shows a log that was written anew with the same length', async () => {
    fill(5)
    await log.anchorHead()
    const other = makeTestStore()
    const otherLog = logOn(other)
    other.write((tx) => otherLog.begin(tx, 'Someone'))
    for (let index = 1; index <= 5; index += 1) valueOf(otherLog.record(viewed(index)))
    expect(await otherLog.status()).toMatchObject({ firstBad: null, isRolledBack: true })
    other.dispose()
  })

  it('is written over where its owner says why it was rolled back, once that is on record', async () => {
    fill(5)
    await log.anchorHead()
    expect(await log.explainRollback('trial')).toEqual(fail('audit/not-rolled-back'))
    const before = anchored
    tamper('DELETE FROM audit_events WHERE seq > 3')
    test.write((tx) => querySql(tx, 'PRAGMA max_page_count = 1'))
    while (log.record(viewed()).ok) {
      // Until the disk is full.
    }
    expect(await log.explainRollback('trial')).toEqual(fail('audit/write-failed'))
    expect(await log.recentStatus()).toMatchObject({ isRolledBack: true })
    expect(anchored).toEqual(before)
    test.write((tx) => querySql(tx, 'PRAGMA max_page_count = 1000000'))
    valueOf(await log.explainRollback('trial'))
    expect(await log.recentStatus()).toMatchObject({ firstBad: null, isRolledBack: false })
    expect(anchored).toEqual(log.head())
  })

  it('is not written over by a store that was rolled back, however far that goes on', async () => {
    fill(5)
    await log.anchorHead()
    const before = anchored
    tamper('DELETE FROM audit_events WHERE seq > 3')
    const reopened = logOn(test)
    await reopened.anchorHead()
    await reopened.anchorLast(reopened.head())
    fill(4)
    await reopened.anchorHead()
    await reopened.anchorLast(reopened.head())
    expect(anchored).toEqual(before)
    expect(await reopened.status()).toMatchObject({ count: 7, firstBad: null, isRolledBack: true })
  })

  it('is written over by a vault that was made anew, and from then on kept', async () => {
    fill(5)
    await log.anchorHead()
    tamper('DELETE FROM audit_events WHERE seq > 3')
    const restored = logOn(test)
    await restored.anchorHead(true)
    expect(anchored).toEqual(restored.head())
    fill(1)
    await restored.anchorLast(restored.head())
    expect(anchored).toEqual(restored.head())
    expect(await restored.status()).toMatchObject({ count: 4, isRolledBack: false })
  })

  it('isn’t written at locking before it was looked at', async () => {
    fill(2)
    await log.anchorLast(log.head())
    expect(anchored).toBeNull()
  })

  it('behind the log is no alarm', async () => {
    fill(2)
    await log.anchorHead()
    fill(3)
    expect(await log.status()).toMatchObject({ count: 5, isRolledBack: false })
  })
})

describe('unlocking', () => {
  async function makeVault() {
    const temp = tempFolder()
    const deps = testVaultDeps()
    const clock = () => new Date(deps.clock)
    const created = valueOf(
      await createVault(
        {
          folder: `${temp.path}/vault`,
          passphrase: goodPassphrase,
          prepare: (store, { deviceSecret }) => {
            const noAnchor = { read: () => Promise.resolve(null), write: () => Promise.resolve(false) }
            const first = createAuditLog({ store, clock, uptimeMs: () => 0, anchor: noAnchor })
            return store.transaction((tx) => {
              first.begin(tx, 'Dr. Rivera')
              return first.append(tx, { type: 'vault.created', deviceSecret })
            })
          },
        },
        deps,
      ),
    )
    const unlock = async () => {
      const unlocked = valueOf(await created.locked.unlock(goodPassphrase))
      const trail = createAuditLog({
        store: unlocked.store,
        clock,
        uptimeMs: () => 0,
        anchor: anchorIn(unlocked),
      })
      return { unlocked, trail, record: () => recordUnlock(trail, unlocked.store, unlocked, '0.1.0') }
    }
    const typesOf = (unlocked: typeof created.unlocked) =>
      listAuditEventsAfter(unlocked.store, 0, 50).map(({ canonical }) => {
        const { event } = JSON.parse(Buffer.from(canonical).toString()) as { event: AuditEvent }
        return event.type === 'vault.unlock-failed'
          ? `${event.type} ${event.count}`
          : event.type === 'vault.journal-damaged'
            ? `${event.type} ${event.reason}`
            : event.type
      })
    const end = () => {
      created.locked.close()
      temp.remove()
    }
    return { ...created, unlock, typesOf, end, deps, journal: `${temp.path}/vault/locked.jsonl` }
  }

  it('chains failed attempts with their number and times, once, also when the fold was interrupted', async () => {
    const vault = await makeVault()
    expect(vault.typesOf(vault.unlocked)).toEqual(['vault.created'])
    vault.unlocked.lock()
    await vault.locked.unlock(otherPassphrase)
    await vault.locked.unlock(otherPassphrase)
    const first = await vault.unlock()
    // Killed between the commit and the journal's fold.
    const interrupted = {
      ...first.unlocked,
      way: 'passphrase' as const,
      lockedJournal: first.unlocked.lockedJournal,
      foldLockedJournal: () => ok(undefined),
      forgetInterruptedRenewal: () => ok(undefined),
    }
    expect(recordUnlock(first.trail, first.unlocked.store, interrupted, '0.1.0')).toEqual(ok(undefined))
    first.unlocked.lock()
    await vault.locked.unlock(otherPassphrase)
    const second = await vault.unlock()
    expect(second.record()).toEqual(ok(undefined))
    expect(vault.typesOf(second.unlocked)).toEqual([
      'vault.created',
      'vault.unlock-failed 2',
      'vault.unlocked',
      'vault.unlock-failed 1',
      'vault.unlocked',
    ])
    expect(await second.trail.status()).toMatchObject({ firstBad: null })
    second.unlocked.lock()
    vault.end()
  })

  it('lets in where what an interrupted renewal left can not be removed, and tells of it', async () => {
    const vault = await makeVault()
    vault.unlocked.lock()
    const { trail, unlocked } = await vault.unlock()
    const interrupted = {
      way: 'passphrase' as const,
      lockedJournal: unlocked.lockedJournal,
      foldLockedJournal: () => ok(undefined),
      wasRenewalInterrupted: true,
      forgetInterruptedRenewal: () => fail('store/read-only'),
    }
    expect(recordUnlock(trail, unlocked.store, interrupted, '0.1.0')).toEqual(ok(undefined))
    expect(vault.typesOf(unlocked).slice(-2)).toEqual(['vault.unlocked', 'vault.store-key-kept'])
    unlocked.lock()
    vault.end()
  })

  it('says when the file that counted the attempts was removed or cut', async () => {
    const vault = await makeVault()
    const { readFileSync, rmSync, writeFileSync } = await import('node:fs')
    vault.unlocked.lock()
    const first = await vault.unlock()
    expect(first.record()).toEqual(ok(undefined))
    first.unlocked.lock()
    rmSync(vault.journal)
    const second = await vault.unlock()
    expect(second.record()).toEqual(ok(undefined))
    expect(vault.typesOf(second.unlocked).slice(2)).toEqual([
      'vault.journal-damaged missing',
      'vault.unlocked',
    ])
    second.unlocked.lock()
    await vault.locked.unlock(otherPassphrase)
    await vault.locked.unlock(otherPassphrase)
    const lines = readFileSync(vault.journal, 'utf8').split('\n')
    writeFileSync(vault.journal, [lines[0], ...lines.slice(2)].join('\n'))
    const third = await vault.unlock()
    expect(third.record()).toEqual(ok(undefined))
    expect(vault.typesOf(third.unlocked).slice(4)).toEqual([
      'vault.journal-damaged gap',
      'vault.unlock-failed 1',
      'vault.unlocked',
    ])
    third.unlocked.lock()
    vault.end()
  })

  it('keeps the head in the keychain', async () => {
    const vault = await makeVault()
    const place = anchorIn(vault.unlocked)
    expect(await place.read()).toBeNull()
    const head = { seq: 3, hash: randomBytes(32).toString('hex') }
    expect(await place.write(head)).toBe(true)
    expect(await place.read()).toEqual(head)
    await vault.unlocked.writeAnchor('not an anchor')
    expect(await place.read()).toBeNull()
    vault.unlocked.lock()
    vault.end()
  })
})
