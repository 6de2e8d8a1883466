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
