import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noVault } from '../../../test/support/no-vault.ts'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder, testVaultDeps } from '../../../test/support/vault.ts'
import { fail, ok } from '../../shared/result.ts'
import { listAuditEventsAfter } from '../store/index.ts'
import { createVault } from '../vault/index.ts'
import { anchorIn, createAuditLog, recordUnlock, type AuditEvent } from './index.ts'

async function makeVault({ hasKeychain = true } = {}) {
  const temp = tempFolder()
  const deps = testVaultDeps()
  deps.keychain.isAvailable = hasKeychain
  const clock = () => new Date(deps.clock)
  const created = valueOf(
    await createVault(
      {
        folder: `${temp.path}/vault`,
        passphrase: goodPassphrase,
        prepare: (store, { deviceSecret }) => {
          const first = createAuditLog({ store, clock, uptimeMs: () => 0, ...noVault })
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
      signingKey: () => unlocked.subKey('audit-signing'),
    })
    return { unlocked, trail, record: () => recordUnlock(trail, unlocked.store, unlocked, '0.1.0') }
  }
  const eventsOf = (unlocked: typeof created.unlocked) =>
    listAuditEventsAfter(unlocked.store, 0, 2000).map(({ canonical }) => {
      const { event } = JSON.parse(Buffer.from(canonical).toString()) as { event: AuditEvent }
      return event
    })
  const typesOf = (unlocked: typeof created.unlocked) =>
    eventsOf(unlocked).map((event) => {
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
  return { ...created, unlock, eventsOf, typesOf, end, deps, journal: `${temp.path}/vault/locked.jsonl` }
}

describe('unlocking', () => {
  it('chains each failed attempt, once, also when the fold was interrupted', async () => {
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
      'vault.unlock-failed 1',
      'vault.unlock-failed 1',
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

  it.each(['cut at its end', 'put back as it was'])(
    'says when the file that counted the attempts was %s, and goes on counting from where it was',
    async (how) => {
      const vault = await makeVault()
      vault.unlocked.lock()
      const before = readFileSync(vault.journal)
      await vault.locked.unlock(otherPassphrase)
      await vault.locked.unlock(otherPassphrase)
      const [base, first] = readFileSync(vault.journal, 'utf8').split('\n')
      writeFileSync(vault.journal, how === 'put back as it was' ? before : `${base}\n${first}\n`)
      const opened = await vault.unlock()
      expect(opened.record()).toEqual(ok(undefined))
      expect(vault.typesOf(opened.unlocked).slice(1)).toEqual([
        'vault.journal-damaged cut',
        ...(how === 'put back as it was' ? [] : ['vault.unlock-failed 1']),
        'vault.unlocked',
      ])
      opened.unlocked.lock()
      await vault.locked.unlock(otherPassphrase)
      const again = await vault.unlock()
      expect(again.unlocked.lockedJournal.attempts.map(({ number }) => number)).toEqual([3, 4])
      expect(again.record()).toEqual(ok(undefined))
      expect(vault.typesOf(again.unlocked).slice(-2)).toEqual(['vault.unlock-failed 1', 'vault.unlocked'])
      again.unlocked.lock()
      vault.end()
    },
  )

  it('says when the file that counted the attempts was removed or cut', async () => {
    const vault = await makeVault()
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
    expect(await place.read()).toBe('nothing')
    const head = { seq: 3, hash: randomBytes(32).toString('hex') }
    expect(await place.write(head)).toBe(true)
    expect(await place.read()).toEqual(head)
    await vault.unlocked.writeAnchor('not an anchor')
    expect(await place.read()).toBe('not-a-head')
    vault.unlocked.lock()
    vault.end()
  })
})

describe('an attack on what was written down of failed unlocks', () => {
  /** Three attempts: the lines are the base, and of each the attempt and its answer. */
  async function makeAttacked(attack: (lines: string[]) => string[], hasKeychain: boolean) {
    const vault = await makeVault({ hasKeychain })
    vault.unlocked.lock()
    for (let attempt = 0; attempt < 3; attempt += 1) {
      vault.deps.clock += 1000
      await vault.locked.unlock(otherPassphrase)
    }
    const lines = readFileSync(vault.journal, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(7)
    writeFileSync(vault.journal, `${attack(lines).join('\n')}\n`)
    const opened = await vault.unlock()
    expect(opened.record()).toEqual(ok(undefined))
    const events = vault.eventsOf(opened.unlocked).slice(1)
    opened.unlocked.lock()
    vault.end()
    return events
  }
  const without = (lines: string[], ...places: number[]) =>
    lines.filter((_line, place) => !places.includes(place))
  const sealedIn = (line: string | undefined) => /"sealed":"[^"]*"/.exec(line ?? '')?.[0] ?? ''
  const damageIn = (events: readonly AuditEvent[]) =>
    events.flatMap((event) => (event.type === 'vault.journal-damaged' ? event.reason : []))

  it.each([true, false])(
    'that doesn’t happen: each is told as it was (keychain: %s)',
    async (hasKeychain) => {
      const start = testVaultDeps().clock
      expect(await makeAttacked((lines) => lines, hasKeychain)).toEqual([
        ...[1, 2, 3].map((number) => ({
          ...{ type: 'vault.unlock-failed', number, count: 1, with: { passphrase: 1 } },
          ...{ firstAt: start + number * 1000, lastAt: start + number * 1000 },
          outcome: 'vault/wrong-passphrase',
        })),
        { type: 'vault.unlocked', way: 'passphrase' },
      ])
    },
  )

  it.each<[string, string, (lines: string[]) => string[]]>([
    ['an attempt taken out of the middle', 'gap', (lines) => without(lines, 3, 4)],
    ['its answer alone taken out', 'not-authentic', (lines) => without(lines, 4)],
    ['its line alone taken out', 'gap', (lines) => without(lines, 3)],
    ['its time altered', 'not-authentic', (lines) => lines.map((line) => line.replace(/"at":\d+/, '"at":1'))],
    [
      'what is sealed exchanged with another’s',
      'not-authentic',
      (lines) =>
        lines.map((line, at) => (at === 1 ? line.replace(sealedIn(line), sealedIn(lines[3])) : line)),
    ],
    ['two answers exchanged', 'not-authentic', (l) => [l[0], l[1], l[4], l[3], l[2], l[5], l[6]].map(String)],
    ...[
      ['one that opens to anybody', `${'A'.repeat(43)}=`],
      ['one of the attacker’s', randomBytes(32).toString('base64')],
    ].map(([what, key]): [string, string, (lines: string[]) => string[]] => [
      `the key that it is sealed to replaced by ${String(what)}`,
      'not-authentic',
      (lines) => lines.map((line) => line.replace(/"sealTo":"[^"]*"/, `"sealTo":"${String(key)}"`)),
    ]),
  ])('%s: is seen, with a keychain and without', async (_what, reason, attack) => {
    for (const hasKeychain of [true, false])
      expect(damageIn(await makeAttacked(attack, hasKeychain))).toEqual([reason])
  })

  it('cut to its first line: the keychain tells', async () => {
    const events = await makeAttacked((lines) => lines.slice(0, 1), true)
    expect(damageIn(events)).toEqual(['cut'])
  })

  it('of more than a thousand tries tells the rest together', async () => {
    const vault = await makeVault()
    vault.unlocked.lock()
    const { trail, unlocked } = await vault.unlock()
    const attempts = Array.from({ length: 1006 }, (_one, index) => ({
      ...{ number: index + 1, at: index, factor: 'passphrase' as const, outcome: 'vault/wrong-passphrase' },
    }))
    const flooded = {
      way: 'passphrase' as const,
      lockedJournal: { folded: 0, attempts, isAuthentic: true, counted: null },
      foldLockedJournal: () => ok(undefined),
      wasRenewalInterrupted: false,
      forgetInterruptedRenewal: () => ok(undefined),
    }
    expect(recordUnlock(trail, unlocked.store, flooded, '0.1.0')).toEqual(ok(undefined))
    const failed = vault.eventsOf(unlocked).filter(({ type }) => type === 'vault.unlock-failed')
    expect(failed).toHaveLength(1001)
    expect(failed.at(-2)).toMatchObject({ number: 1000, firstAt: 999 })
    expect(failed.at(-1)).toEqual({ type: 'vault.unlock-failed', count: 5, firstAt: 1000, lastAt: 1004 })
    expect(await trail.status()).toMatchObject({ firstBad: null })
    unlocked.lock()
    vault.end()
  })
})
