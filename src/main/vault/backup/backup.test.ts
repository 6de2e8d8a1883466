import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUp, makeBackedUpVault, settingsOf } from '../../../../test/support/backup.ts'
import { proofOf } from '../../../../test/support/paper.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { day, useBackedUpVault } from '../../../../test/support/use-backed-up-vault.ts'
import { otherPassphrase } from '../../../../test/support/vault.ts'
import { openVault } from '../index.ts'
import { backupOf, listVersions, openBackupWithKit } from './index.ts'

const made = useBackedUpVault()

describe('a backup', () => {
  it('is restored with the kit and the folder alone, and opens with its new passphrase afterwards', async () => {
    made.vault.write('first', 900_000)
    valueOf(await made.vault.backUp())
    const { locked, unlocked, folder, deps } = valueOf(await made.restore())
    expect(settingsOf(unlocked, ['first'])).toEqual([900_000])
    // The same vault to everything that was sealed or signed under its keys.
    expect(Buffer.from(unlocked.subKey('sealed-row-mac'))).toEqual(
      Buffer.from(made.vault.unlocked.subKey('sealed-row-mac')),
    )
    unlocked.lock()
    locked.close()
    const again = valueOf(openVault(folder, deps))
    const opened = valueOf(await again.unlock(otherPassphrase))
    expect(opened.lockedJournal).toMatchObject({ folded: 0, isAuthentic: true })
    opened.lock()
    valueOf(await again.unlockWithRecoveryKit(made.vault.kit, otherPassphrase)).lock()
    again.close()
  })

  it('of a later day adds what changed, and each version is restored as it was', async () => {
    made.vault.write('first', 6_000_000)
    const first = valueOf(await made.vault.backUp({ now: day(1) }))
    made.vault.write('second', 10)
    const second = valueOf(await made.vault.backUp({ now: day(2) }))
    expect(first.version.addedBytes).toBeGreaterThan(6_000_000)
    expect(second.version.addedBytes).toBeLessThan(first.version.addedBytes / 3)
    expect(await listVersions(backupOf(made.vault.unlocked, made.vault.place))).toHaveLength(2)
    for (const [number, expected] of [
      [1, [6_000_000, null]],
      [2, [6_000_000, 10]],
    ] as const) {
      const { locked, unlocked } = valueOf(await made.restore({ number }))
      expect(settingsOf(unlocked, ['first', 'second'])).toEqual(expected)
      unlocked.lock()
      locked.close()
    }
    expect(await made.verify()).toMatchObject({ versions: 2, faults: [] })
  })

  it('shows nothing outside: no name, no text, no size of what is in it', async () => {
    made.vault.write('Maria Alvarez', 100)
    valueOf(await made.vault.backUp())
    const all = Buffer.concat(
      [
        ...made.files('packs').map((name) => join('packs', name)),
        ...made.files('versions').map((name) => join('versions', name)),
        'backup.json',
      ].map((name) => readFileSync(join(made.root(), name))),
    )
    expect(all.includes('Alvarez')).toBe(false)
    expect(all.includes('SQLite format')).toBe(false)
    expect(all.includes('madeAt')).toBe(false)
    // The control: the key file is readable, and says no more than it should.
    expect(all.includes(made.vault.unlocked.vaultId)).toBe(true)
    expect(all.includes('passphrase')).toBe(false)
  })

  it('holds another kit after a new one was made.vault, and the old words open it no more', async () => {
    valueOf(await made.vault.backUp())
    const kit = made.vault.unlocked.makeRecoveryKit()
    valueOf(made.vault.unlocked.confirmRecoveryKit(proofOf(kit)))
    valueOf(await made.vault.backUp())
    expect(await made.restore()).toMatchObject({ ok: false, error: { code: 'vault/wrong-recovery-kit' } })
    const { locked, unlocked } = valueOf(
      await made.restore({ kit: `${kit.words.join(' ')} ${kit.checkCode}` }),
    )
    unlocked.lock()
    locked.close()
  })

  it('that was stopped changes nothing for the versions before, and goes on where it was', async () => {
    made.vault.write('first', 30_000_000)
    const stopping = new AbortController()
    // The first pack has 16 MB.
    const run = made.vault.backUp({
      signal: stopping.signal,
      onProgress: (done) => {
        if (done > 20_000_000) stopping.abort()
      },
    })
    expect(await run).toMatchObject({ ok: false, error: { code: 'backup/stopped' } })
    expect(made.files('packs').filter((name) => name.endsWith('.part'))).toEqual([])
    expect(made.files('versions')).toEqual([])
    const left = made.files('packs').length
    const after = valueOf(await made.vault.backUp())
    expect(after.version.addedBytes).toBeLessThan(31_000_000 - left * 15_000_000)
    expect(await made.verify()).toMatchObject({ versions: 1, faults: [] })
  })

  it('ends as locked when the vault is locked meanwhile, and leaves no version', async () => {
    made.vault.write('first', 20_000_000)
    const run = made.vault.backUp({
      onProgress: (done) => {
        if (done > 5_000_000) made.vault.unlocked.lock()
      },
    })
    expect((await run).ok).toBe(false)
    expect(made.files('versions')).toEqual([])
  })

  it('keeps the days, weeks and months that are to be kept, and takes away what no version needs', async () => {
    for (let index = 1; index <= 20; index += 1) {
      made.vault.write(`day ${index}`, 300_000)
      valueOf(await made.vault.backUp({ now: day(index) }))
    }
    const versions = await listVersions(backupOf(made.vault.unlocked, made.vault.place))
    // Fourteen days, and the Sunday of the week before them that no day of theirs stands for.
    expect(versions.map(({ number }) => number)).toEqual([
      20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 4,
    ])
    expect(await made.verify()).toMatchObject({ versions: 15, faults: [] })
    const { locked, unlocked } = valueOf(await made.restore({ number: 4 }))
    expect(settingsOf(unlocked, ['day 4', 'day 5'])).toEqual([300_000, null])
    unlocked.lock()
    locked.close()
  })
})

describe('a place that is no place', () => {
  it('of a drive that was taken away is said so, and no folder of its name is made.vault', async () => {
    rmSync(made.vault.place, { recursive: true })
    expect(await made.vault.backUp()).toMatchObject({ ok: false, error: { code: 'backup/folder-missing' } })
    expect(existsSync(made.vault.place)).toBe(false)
  })

  it('without a backup is said so', async () => {
    expect(await made.restore()).toMatchObject({ ok: false, error: { code: 'backup/none-found' } })
  })

  it('with another vault’s backup takes this one beside it', async () => {
    const other = await makeBackedUpVault()
    valueOf(await backUp(other.unlocked, made.vault.place))
    valueOf(await made.vault.backUp())
    expect(readdirSync(made.vault.place)).toHaveLength(2)
    expect(await made.verify()).toMatchObject({ versions: 1, faults: [] })
    other.dispose()
  })

  it('that several vaults share gives each kit its own, whichever was written last', async () => {
    const other = await makeBackedUpVault()
    valueOf(await backUp(other.unlocked, made.vault.place))
    valueOf(await made.vault.backUp())
    const vaults = [made.vault, other]
    for (const late of vaults) {
      for (const { unlocked } of vaults) {
        const at = unlocked === late.unlocked ? day(2) : day(1)
        utimesSync(backupOf(unlocked, made.vault.place).layout.versions, at, at)
      }
      for (const { kit, unlocked } of vaults) {
        const { identity } = valueOf(await openBackupWithKit(made.vault.place, kit))
        expect(identity.vaultId).toBe(unlocked.vaultId)
        identity.wipe()
      }
    }
    // The control: a kit of neither.
    const stranger = await makeBackedUpVault()
    expect(await openBackupWithKit(made.vault.place, stranger.kit)).toMatchObject({
      ok: false,
      error: { code: 'vault/wrong-recovery-kit' },
    })
    stranger.dispose()
    other.dispose()
  })
})
