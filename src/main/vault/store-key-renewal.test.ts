import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { keysOf } from '../../../test/support/vault-keys.ts'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase, type TestVaultDeps } from '../../../test/support/vault.ts'
import { makeKit, note, noteOf, useVaults } from '../../../test/support/vaults.ts'
import { fail, ok } from '../../shared/result.ts'
import { isStoreUnder } from '../store/index.ts'
import { headerText, parseHeader } from './header.ts'
import { openVault, type RenewalRun, type UnlockedVault } from './index.ts'
import { headerMacKey, wrapStoreKey } from './wraps.ts'

const vaults = useVaults()
const { closeLater, make, unlock } = vaults
let folder: string
let deps: TestVaultDeps
let store: string
beforeEach(() => {
  folder = vaults.folder
  deps = vaults.deps
  store = join(folder, 'store.db')
})

const runWith = (over: Partial<RenewalRun> = {}): RenewalRun => ({
  signal: new AbortController().signal,
  onProgress: () => undefined,
  onBegin: () => ok(undefined),
  onReady: () => ok(undefined),
  ...over,
})
const renew = (unlocked: UnlockedVault, over?: Partial<RenewalRun>) =>
  unlocked.storeKey.renew(goodPassphrase, runWith(over))
const header = () => valueOf(parseHeader(readFileSync(join(folder, 'vault.json'), 'utf8')))
const keysNow = () => {
  const secret = [...deps.keychain.items.values()][0] ?? ''
  return keysOf(folder, { passphrase: goodPassphrase, deviceSecret: Buffer.from(secret, 'base64') })
}

describe('renewing the store key', () => {
  it('goes on in the same session, and passphrase and kit open it as before', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    note(unlocked, 'before')
    const before = await keysNow()
    const steps: string[] = []
    const run = {
      onBegin: () => ok(void steps.push('begin')),
      onReady: () => ok(void steps.push(String(isStoreUnder(store, before.storeKey)))),
    }
    expect(await renew(unlocked, run)).toEqual(ok(undefined))
    expect(steps).toEqual(['begin', 'true'])
    expect(noteOf(unlocked)).toBe('before')
    note(unlocked, 'after')
    const after = await keysNow()
    expect(after.storeKey.equals(before.storeKey)).toBe(false)
    expect(after.vaultKey.equals(before.vaultKey)).toBe(true)
    expect([after.body.storeKeys.length, existsSync(`${store}.next`)]).toEqual([1, false])
    expect(unlocked.currentStoreKey).toEqual(after.body.storeKeys[0])
    unlocked.lock()
    expect([isStoreUnder(store, before.storeKey), isStoreUnder(store, after.storeKey)]).toEqual([false, true])
    const again = await unlock(locked)
    expect([noteOf(again), again.wasRenewalInterrupted]).toEqual(['after', false])
    again.lock()
    const recovered = valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase))
    expect(noteOf(recovered)).toBe('after')
    recovered.lock()
  })

  it('ends what an old header opens of the new file: a thief who kept the store key has nothing', async () => {
    const { unlocked } = await make()
    const old = readFileSync(join(folder, 'vault.json'))
    expect(await renew(unlocked)).toEqual(ok(undefined))
    unlocked.lock()
    const current = readFileSync(join(folder, 'vault.json'))
    writeFileSync(join(folder, 'vault.json'), old)
    const { storeKey } = await keysNow()
    expect(isStoreUnder(store, storeKey)).toBe(false)
    // The control: the header of today names the key.
    writeFileSync(join(folder, 'vault.json'), current)
    expect(isStoreUnder(store, (await keysNow()).storeKey)).toBe(true)
  })

  it('keeps a change of passphrase that is made meanwhile', async () => {
    const { locked, unlocked } = await make()
    let changing: Promise<unknown> | undefined
    const renewed = await renew(unlocked, {
      onProgress: () => {
        changing ??= unlocked.changePassphrase(goodPassphrase, otherPassphrase)
      },
    })
    expect([renewed, await changing]).toEqual([ok(undefined), ok(undefined)])
    unlocked.lock()
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/wrong-passphrase'))
    ;(await unlock(locked, otherPassphrase)).lock()
  })

  it.each([
    ['with a wrong passphrase', 'vault/wrong-passphrase', otherPassphrase, {}],
    [
      'when its beginning can not be recorded',
      'audit/write-failed',
      goodPassphrase,
      { onBegin: () => fail('audit/write-failed') },
    ],
    [
      'when its end can not be recorded',
      'audit/write-failed',
      goodPassphrase,
      { onReady: () => fail('audit/write-failed') },
    ],
    ['when it is stopped', 'vault/renewal-stopped', goodPassphrase, { signal: AbortSignal.abort() }],
  ] as const)('changes nothing %s', async (_when, code, passphrase, over) => {
    const { locked, unlocked } = await make()
    note(unlocked, 'kept')
    const before = readFileSync(join(folder, 'vault.json'), 'utf8')
    expect(await unlocked.storeKey.renew(passphrase, runWith(over))).toEqual(fail(code))
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).toBe(before)
    // Of what had begun an empty file tells, until it was written down.
    const isMarked = code === 'vault/renewal-stopped' || 'onReady' in over
    expect(existsSync(`${store}.next`) && statSync(`${store}.next`).size === 0).toBe(isMarked)
    expect(unlocked.storeKey.isRunning).toBe(false)
    note(unlocked, 'goes on')
    // The control.
    expect(await renew(unlocked)).toEqual(ok(undefined))
    expect(noteOf(unlocked)).toBe('goes on')
    unlocked.lock()
    expect((await unlock(locked)).wasRenewalInterrupted).toBe(false)
  })

  it('runs once at a time, and a backup waits for it', async () => {
    const { unlocked } = await make()
    const others: unknown[] = []
    const waiting: Promise<unknown>[] = []
    expect(
      await renew(unlocked, {
        onReady: () => {
          waiting.push(renew(unlocked))
          others.push(unlocked.openSnapshot())
          return ok(undefined)
        },
      }),
    ).toEqual(ok(undefined))
    expect(await Promise.all(waiting)).toEqual([fail('vault/renewal-under-way')])
    expect(others).toEqual([fail('backup/busy')])
    valueOf(unlocked.openSnapshot()).close()
  })

  it('ends with a lock, which the next unlock tells until it was written down', async () => {
    const { locked, unlocked } = await make()
    note(unlocked, 'kept')
    const ended = await renew(unlocked, { onProgress: () => unlocked.lock() })
    expect(ended).toEqual(fail('vault/locked'))
    const again = await unlock(locked)
    expect([noteOf(again), again.wasRenewalInterrupted]).toEqual(['kept', true])
    again.lock()
    const third = await unlock(locked)
    expect(third.wasRenewalInterrupted).toBe(true)
    expect(third.forgetInterruptedRenewal()).toEqual(ok(undefined))
    third.lock()
    expect((await unlock(locked)).wasRenewalInterrupted).toBe(false)
  })
})

describe('a header that names two store keys', () => {
  /** As a crash leaves it: the other key is the `next` one. */
  async function nameBoth(unlocked: UnlockedVault, hasSwitched: boolean): Promise<void> {
    unlocked.lock()
    const { vaultKey, body } = await keysNow()
    const [own] = body.storeKeys
    const other = wrapStoreKey(vaultKey, body.vaultId, Buffer.alloc(32, 9))
    const storeKeys = hasSwitched
      ? [other, { ...own!, use: 'next' as const }]
      : [own!, { ...other, use: 'next' as const }]
    const macKey = headerMacKey(vaultKey, body.vaultId)
    writeFileSync(join(folder, 'vault.json'), headerText({ ...body, storeKeys }, macKey))
  }

  it.each([true, false])(
    'opens with the one that the file has, and names it alone: renewed %s',
    async (hasSwitched) => {
      const { locked, unlocked } = await make()
      note(unlocked, 'kept')
      const { id } = unlocked.currentStoreKey
      await nameBoth(unlocked, hasSwitched)
      expect(header().body.storeKeys).toHaveLength(2)
      locked.close()
      const anew = valueOf(openVault(folder, deps))
      closeLater(() => {
        anew.close()
      })
      const again = await unlock(anew)
      expect(noteOf(again)).toBe('kept')
      expect(header().body.storeKeys.map((key) => [key.id, key.use])).toEqual([[id, 'current']])
      again.lock()
    },
  )

  it('leaves a store that neither opens as it is', async () => {
    const { locked, unlocked } = await make()
    await nameBoth(unlocked, false)
    writeFileSync(store, Buffer.alloc(32_768, 1))
    const before = readFileSync(join(folder, 'vault.json'), 'utf8')
    expect(await locked.unlock(goodPassphrase)).toMatchObject({ ok: false, error: { code: 'store/damaged' } })
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).toBe(before)
    expect(readFileSync(store)).toEqual(Buffer.alloc(32_768, 1))
  })
})
