import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { makeKit, useVaults } from '../../../test/support/vaults.ts'
import { goodPassphrase } from '../../../test/support/vault.ts'
import { finishErasure, openVault } from './index.ts'

const vaults = useVaults()

describe('erasing a vault', () => {
  it('leaves no file of it, and no device secret', async () => {
    const { locked, unlocked } = await vaults.make()
    const secret = [...vaults.deps.keychain.items.values()][0]
    unlocked.lock()
    expect(valueOf(await locked.erase())).toBe('overwritten')
    expect(readdirSync(dirname(vaults.folder)).filter((name) => !name.endsWith('.lock'))).toEqual([])
    expect([...vaults.deps.keychain.items.values()]).not.toContain(secret)
  })

  it('overwrites every byte of the header before the files go', async () => {
    const { locked, unlocked } = await vaults.make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    const header = join(vaults.folder, 'vault.json')
    const before = readFileSync(header)
    const unfinished = `${header}.new`
    writeFileSync(unfinished, before)
    const { read } = vaults.deps.keychain
    // The keychain is asked between the two.
    let between: Buffer | null = null
    let betweenUnfinished: Buffer | null = null
    Object.assign(vaults.deps.keychain, {
      write: () => {
        between = readFileSync(header)
        betweenUnfinished = readFileSync(unfinished)
        return Promise.resolve(true)
      },
      read,
    })
    valueOf(await locked.erase())
    expect(between).toHaveLength(before.byteLength)
    expect(between!.toString().trimEnd()).toBe(`sealpost-vault erased\nvault ${unlocked.vaultId}`)
    expect(between!.toString()).not.toContain(kit.split(' ')[0])
    expect(betweenUnfinished!.toString()).toBe('sealpost-vault erased\n'.padEnd(before.byteLength))
  })

  it('of which a keychain that does not answer has a part says so, and ends all the same', async () => {
    const { locked, unlocked } = await vaults.make()
    unlocked.lock()
    vaults.deps.keychain.isAvailable = false
    expect(valueOf(await locked.erase())).toBe('no-answer')
    expect(existsSync(vaults.folder)).toBe(false)
  })

  it('is not outrun by someone who unlocks meanwhile, before or after', async () => {
    const { locked, unlocked } = await vaults.make()
    unlocked.lock()
    const unlocking = locked.unlock(goodPassphrase)
    expect(await locked.erase()).toMatchObject({ error: { code: 'vault/too-many-attempts' } })
    valueOf(await unlocking).lock()

    const meanwhile: unknown[] = []
    Object.assign(vaults.deps.keychain, {
      write: async () => {
        meanwhile.push(await locked.unlock(goodPassphrase))
        return true
      },
    })
    expect(valueOf(await locked.erase())).toBe('overwritten')
    expect(meanwhile).toMatchObject([{ error: { code: 'vault/too-many-attempts' } }])
    expect(existsSync(vaults.folder)).toBe(false)
  })

  it('that is unlocked is a fault of ours, and changes nothing', async () => {
    const { locked, unlocked } = await vaults.make()
    await expect(locked.erase()).rejects.toThrow('open')
    expect(unlocked.store.isOpen).toBe(true)
    unlocked.lock()
    expect((await vaults.unlock(locked)).store.isOpen).toBe(true)
  })

  it('with a damaged header erases nothing', async () => {
    const { locked, unlocked } = await vaults.make()
    unlocked.lock()
    writeFileSync(join(vaults.folder, 'vault.json'), '{}')
    expect(await locked.erase()).toMatchObject({ error: { code: 'vault/header-damaged' } })
    expect(existsSync(join(vaults.folder, 'store.db'))).toBe(true)
    // Not left as one that is still being erased.
    expect(await locked.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/header-damaged' } })
  })
})

describe('the start after an erasure that was interrupted', () => {
  it.each([true, false])('takes away what is left, with the device secret (%s)', async (isNamed) => {
    const { locked, unlocked } = await vaults.make()
    const [secret] = vaults.deps.keychain.items.values()
    const { vaultId } = unlocked
    unlocked.lock()
    locked.close()
    writeFileSync(
      join(vaults.folder, 'vault.json'),
      `sealpost-vault erased\n${isNamed ? `vault ${vaultId}\n` : ''}${' '.repeat(2000)}`,
    )
    mkdirSync(`${vaults.folder}.erased`)
    writeFileSync(join(`${vaults.folder}.erased`, 'store.db'), 'of an erasure before')
    await finishErasure(vaults.folder, vaults.deps.keychain)
    expect([...vaults.deps.keychain.items.values()].includes(secret!)).toBe(!isNamed)
    expect([existsSync(vaults.folder), existsSync(`${vaults.folder}.erased`)]).toEqual([false, false])
  })

  it('leaves a vault that opens', async () => {
    const { locked, unlocked } = await vaults.make()
    unlocked.lock()
    locked.close()
    await finishErasure(vaults.folder, vaults.deps.keychain)
    const again = valueOf(openVault(vaults.folder, vaults.deps))
    vaults.closeLater(() => again.close())
    const opened = valueOf(await again.unlock(goodPassphrase))
    vaults.closeLater(() => opened.lock())
  })
})
