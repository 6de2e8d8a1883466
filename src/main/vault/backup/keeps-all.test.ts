import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../../../test/support/store.ts'
import { day, useBackedUpVault } from '../../../../test/support/use-backed-up-vault.ts'
import { readVersion } from './folder.ts'
import { versionPath } from './layout.ts'
import { mostOthers, sealManifest } from './manifest.ts'
import { backupOf, listVersions } from './index.ts'

const made = useBackedUpVault()

describe('while nothing may go', () => {
  const numbers = async () =>
    (await listVersions(backupOf(made.vault.unlocked, made.vault.place))).map(({ number }) => number)
  const backUpOnOneDay = async (times: number, keepsAll: () => boolean) => {
    for (let index = 0; index < times; index += 1) {
      valueOf(await made.vault.backUp({ now: day(2), keepsAll }))
    }
  }

  it('every version stays, and the older ones go once they may (the control)', async () => {
    await backUpOnOneDay(5, () => true)
    expect(await numbers()).toEqual([5, 4, 3, 2, 1])
    expect(valueOf(await made.vault.backUp({ now: day(2) })).removed).toBe(3)
    expect(await numbers()).toEqual([6, 5, 4])
    expect(await made.verify()).toMatchObject({ versions: 3, faults: [] })
  })

  it.each([
    // It is asked for what the version names, for what is told of it, and before each file that would go.
    ['is being written', 1, [5, 4, 3, 2, 1], 0],
    ['was told of', 2, [5, 4, 3, 2, 1], 2],
    ['is followed by the removal', 3, [5, 4, 3, 2], 2],
  ])('no version goes from then on, though a backup %s', async (_when, asked, left, removed) => {
    await backUpOnOneDay(4, () => true)
    let times = 0
    const keepsAll = () => {
      times += 1
      return times > asked
    }
    expect(valueOf(await made.vault.backUp({ now: day(2), keepsAll })).removed).toBe(removed)
    expect(await numbers()).toEqual(left)
    expect((await made.verify()).faults).toEqual([])
  })

  it('more versions than one can name stay, and the newest can be read', async () => {
    valueOf(await made.vault.backUp({ now: day(2) }))
    const backup = backupOf(made.vault.unlocked, made.vault.place)
    const first = (await readVersion(backup, 1))?.manifest
    if (first == null) throw new Error('the first version can be read')
    for (let number = 2; number <= mostOthers + 1; number += 1) {
      const sealed = sealManifest({ ...first, number }, backup.key(), backup.vaultId)
      writeFileSync(versionPath(backup.layout, number), sealed)
    }
    valueOf(await made.vault.backUp({ now: day(2), keepsAll: () => true }))
    expect((await readVersion(backup, mostOthers + 2))?.manifest?.kept.length).toBe(mostOthers)
    expect(made.files('versions')).toHaveLength(mostOthers + 2)
  })
})
