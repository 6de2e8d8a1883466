import { existsSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  backUp,
  makeBackedUpVault,
  quietly,
  settingsOf,
  type BackedUpVault,
} from '../../../../test/support/backup.ts'
import { proofOf } from '../../../../test/support/paper.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { otherPassphrase, testVaultDeps } from '../../../../test/support/vault.ts'
import { openVault } from '../index.ts'
import { readVersion } from './folder.ts'
import { keyFileText } from './key-file.ts'
import { versionPath } from './layout.ts'
import { mostOthers, sealManifest } from './manifest.ts'
import { backupOf, listVersions, openBackupWithKit, restoreVault, verifyBackup } from './index.ts'

let made: BackedUpVault
beforeEach(async () => {
  made = await makeBackedUpVault()
})
afterEach(() => {
  made.dispose()
})

const root = () => join(made.place, readdirSync(made.place)[0]!)
const files = (name: string) => readdirSync(join(root(), name))
const verify = async () => valueOf(await verifyBackup(backupOf(made.unlocked, made.place), quietly))
const day = (number: number) => new Date(Date.UTC(2026, 9, number, 12))

/** The vault made anew elsewhere, on a computer that knows nothing of it. */
async function restore(options: { kit?: string; number?: number } = {}) {
  const recovered = await openBackupWithKit(made.place, options.kit ?? made.kit)
  if (!recovered.ok) return recovered
  const folder = join(made.temp, `restored-${String(Math.random())}`)
  const deps = testVaultDeps()
  const { identity, versions } = recovered.value
  const number = options.number ?? versions[0]!.number
  const restored = await restoreVault(
    recovered.value,
    number,
    { folder, passphrase: otherPassphrase },
    quietly,
    deps,
  )
  identity.wipe()
  return restored.ok ? { ok: true as const, value: { ...restored.value, folder, deps } } : restored
}

describe('a backup', () => {
  it('is restored with the kit and the folder alone, and opens with its new passphrase afterwards', async () => {
    made.write('first', 900_000)
    valueOf(await made.backUp())
    const { locked, unlocked, folder, deps } = valueOf(await restore())
    expect(settingsOf(unlocked, ['first'])).toEqual([900_000])
    // The same vault to everything that was sealed or signed under its keys.
    expect(Buffer.from(unlocked.subKey('sealed-row-mac'))).toEqual(
      Buffer.from(made.unlocked.subKey('sealed-row-mac')),
    )
    unlocked.lock()
    locked.close()
    const again = valueOf(openVault(folder, deps))
    const opened = valueOf(await again.unlock(otherPassphrase))
    expect(opened.lockedJournal).toMatchObject({ folded: 0, isAuthentic: true })
    opened.lock()
    valueOf(await again.unlockWithRecoveryKit(made.kit, otherPassphrase)).lock()
    again.close()
  })

  it('of a later day adds what changed, and each version is restored as it was', async () => {
    made.write('first', 6_000_000)
    const first = valueOf(await made.backUp({ now: day(1) }))
    made.write('second', 10)
    const second = valueOf(await made.backUp({ now: day(2) }))
    expect(first.version.addedBytes).toBeGreaterThan(6_000_000)
    expect(second.version.addedBytes).toBeLessThan(first.version.addedBytes / 3)
    expect(await listVersions(backupOf(made.unlocked, made.place))).toHaveLength(2)
    for (const [number, expected] of [
      [1, [6_000_000, null]],
      [2, [6_000_000, 10]],
    ] as const) {
      const { locked, unlocked } = valueOf(await restore({ number }))
      expect(settingsOf(unlocked, ['first', 'second'])).toEqual(expected)
      unlocked.lock()
      locked.close()
    }
    expect(await verify()).toMatchObject({ versions: 2, faults: [] })
  })

  it('shows nothing outside: no name, no text, no size of what is in it', async () => {
    made.write('Maria Alvarez', 100)
    valueOf(await made.backUp())
    const all = Buffer.concat(
      [
        ...files('packs').map((name) => join('packs', name)),
        ...files('versions').map((name) => join('versions', name)),
        'backup.json',
      ].map((name) => readFileSync(join(root(), name))),
    )
    expect(all.includes('Alvarez')).toBe(false)
    expect(all.includes('SQLite format')).toBe(false)
    expect(all.includes('madeAt')).toBe(false)
    // The control: the key file is readable, and says no more than it should.
    expect(all.includes(made.unlocked.vaultId)).toBe(true)
    expect(all.includes('passphrase')).toBe(false)
  })

  it('holds another kit after a new one was made, and the old words open it no more', async () => {
    valueOf(await made.backUp())
    const kit = made.unlocked.makeRecoveryKit()
    valueOf(made.unlocked.confirmRecoveryKit(proofOf(kit)))
    valueOf(await made.backUp())
    expect(await restore()).toMatchObject({ ok: false, error: { code: 'vault/wrong-recovery-kit' } })
    const { locked, unlocked } = valueOf(await restore({ kit: `${kit.words.join(' ')} ${kit.checkCode}` }))
    unlocked.lock()
    locked.close()
  })

  it('that was stopped changes nothing for the versions before, and goes on where it was', async () => {
    made.write('first', 30_000_000)
    const stopping = new AbortController()
    // The first pack has 16 MB.
    const run = made.backUp({
      signal: stopping.signal,
      onProgress: (done) => {
        if (done > 20_000_000) stopping.abort()
      },
    })
    expect(await run).toMatchObject({ ok: false, error: { code: 'backup/stopped' } })
    expect(files('packs').filter((name) => name.endsWith('.part'))).toEqual([])
    expect(files('versions')).toEqual([])
    const left = files('packs').length
    const after = valueOf(await made.backUp())
    expect(after.version.addedBytes).toBeLessThan(31_000_000 - left * 15_000_000)
    expect(await verify()).toMatchObject({ versions: 1, faults: [] })
  })

  it('ends as locked when the vault is locked meanwhile, and leaves no version', async () => {
    made.write('first', 20_000_000)
    const run = made.backUp({
      onProgress: (done) => {
        if (done > 5_000_000) made.unlocked.lock()
      },
    })
    expect((await run).ok).toBe(false)
    expect(files('versions')).toEqual([])
  })

  it('keeps the days, weeks and months that are to be kept, and takes away what no version needs', async () => {
    for (let index = 1; index <= 20; index += 1) {
      made.write(`day ${index}`, 300_000)
      valueOf(await made.backUp({ now: day(index) }))
    }
    const versions = await listVersions(backupOf(made.unlocked, made.place))
    // Fourteen days, and the Sunday of the week before them that no day of theirs stands for.
    expect(versions.map(({ number }) => number)).toEqual([
      20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 4,
    ])
    expect(await verify()).toMatchObject({ versions: 15, faults: [] })
    const { locked, unlocked } = valueOf(await restore({ number: 4 }))
    expect(settingsOf(unlocked, ['day 4', 'day 5'])).toEqual([300_000, null])
    unlocked.lock()
    locked.close()
  })
})

describe('while nothing may go', () => {
  const numbers = async () =>
    (await listVersions(backupOf(made.unlocked, made.place))).map(({ number }) => number)
  const backUpOnOneDay = async (times: number, keepsAll: () => boolean) => {
    for (let index = 0; index < times; index += 1) {
      valueOf(await made.backUp({ now: day(2), keepsAll }))
    }
  }

  it('every version stays, and the older ones go once they may (the control)', async () => {
    await backUpOnOneDay(5, () => true)
    expect(await numbers()).toEqual([5, 4, 3, 2, 1])
    expect(valueOf(await made.backUp({ now: day(2) })).removed).toBe(3)
    expect(await numbers()).toEqual([6, 5, 4])
    expect(await verify()).toMatchObject({ versions: 3, faults: [] })
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
    expect(valueOf(await made.backUp({ now: day(2), keepsAll })).removed).toBe(removed)
    expect(await numbers()).toEqual(left)
    expect((await verify()).faults).toEqual([])
  })

  it('more versions than one can name stay, and the newest can be read', async () => {
    valueOf(await made.backUp({ now: day(2) }))
    const backup = backupOf(made.unlocked, made.place)
    const first = (await readVersion(backup, 1))?.manifest
    if (first == null) throw new Error('the first version can be read')
    for (let number = 2; number <= mostOthers + 1; number += 1) {
      const sealed = sealManifest({ ...first, number }, backup.key(), backup.vaultId)
      writeFileSync(versionPath(backup.layout, number), sealed)
    }
    valueOf(await made.backUp({ now: day(2), keepsAll: () => true }))
    expect((await readVersion(backup, mostOthers + 2))?.manifest?.kept.length).toBe(mostOthers)
    expect(files('versions')).toHaveLength(mostOthers + 2)
  })
})

describe('somebody else’s drive', () => {
  beforeEach(async () => {
    made.write('first', 600_000)
    valueOf(await made.backUp({ now: day(1) }))
    made.write('second', 600_000)
    valueOf(await made.backUp({ now: day(2) }))
  })
  const version = (number: number) => join(root(), 'versions', `00000${number}.version`)
  const pack = (index: number) => join(root(), 'packs', files('packs')[index]!)

  it('is whole as it was left (the control)', async () => {
    expect(await verify()).toMatchObject({ versions: 2, packs: 2, faults: [] })
  })

  it.each([
    ['a version is removed', () => rmSync(version(1)), 'version-missing'],
    [
      'a version is cut',
      () => writeFileSync(version(1), readFileSync(version(1)).subarray(0, 50)),
      'version-changed',
    ],
    [
      'the older version is put in the place of the newer',
      () => renameSync(version(1), version(2)),
      'version-changed',
    ],
    ['a pack is removed', () => rmSync(pack(0)), 'pack-missing'],
    ['a pack is cut', () => writeFileSync(pack(0), readFileSync(pack(0)).subarray(0, -1)), 'pack-changed'],
    [
      'bytes are added to a pack',
      () => writeFileSync(pack(0), Buffer.concat([readFileSync(pack(0)), Buffer.from('x')])),
      'pack-changed',
    ],
    [
      'two packs are swapped',
      () => {
        const other = readFileSync(pack(1))
        writeFileSync(pack(1), readFileSync(pack(0)))
        writeFileSync(pack(0), other)
      },
      'pack-changed',
    ],
    ['the key file is damaged', () => writeFileSync(join(root(), 'backup.json'), 'x'), 'key-file-changed'],
  ])('%s: named', async (_what, tamper, kind) => {
    tamper()
    expect((await verify()).faults.map((fault) => fault.kind)).toContain(kind)
  })

  it('put back to an older state is found out by what this computer remembers, and by nothing else', async () => {
    const sha256 = 'a'.repeat(64)
    rmSync(version(2))
    const recoveryKit = made.unlocked.recoveryKitWrap!
    const backup = backupOf(made.unlocked, made.place)
    const known = { newest: { number: 2, sha256 }, recoveryKit }
    expect(valueOf(await verifyBackup(backup, { ...quietly, known })).faults).toEqual([
      { kind: 'behind', file: '000002.version', versions: [2] },
    ])
    expect((await verify()).faults).toEqual([])
  })

  it.each(['packs', 'versions'])(
    'with a byte changed in %s is refused when it is restored',
    async (folder) => {
      for (const name of files(folder)) {
        const file = join(root(), folder, name)
        const bytes = readFileSync(file)
        bytes[40]! ^= 1
        writeFileSync(file, bytes)
      }
      const restored = await restore({ number: 2 })
      expect(restored).toMatchObject({ ok: false, error: { code: 'backup/damaged' } })
      expect(readdirSync(made.temp).filter((name) => name.endsWith('.making'))).toEqual([])
    },
  )

  it.each([
    ['newer', (text: string) => text.replace('"version": 1', '"version": 2'), 'backup/newer'],
    ['damaged', (text: string) => text.replace('sealpost', 'sealpist'), 'backup/damaged'],
    ['cut', (text: string) => text.slice(0, 100), 'backup/damaged'],
  ])('with a %s key file is refused with its own code when it is restored', async (_what, change, code) => {
    const file = join(root(), 'backup.json')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    expect(await restore()).toMatchObject({ ok: false, error: { code } })
  })

  it('with a key file of a newer Sealpost is left as it is by the next backup', async () => {
    const file = join(root(), 'backup.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 1', '"version": 2'))
    const before = readdirSync(root(), { recursive: true })
    expect(await made.backUp()).toMatchObject({ ok: false, error: { code: 'backup/newer' } })
    expect(readdirSync(root(), { recursive: true })).toEqual(before)
  })

  it.each([
    ['damaged', () => 'x'],
    ['far too large', () => 'x'.repeat(100_000)],
    [
      'exchanged',
      () => {
        const recoveryKit = made.unlocked.recoveryKitWrap!
        const sealedKey = Buffer.alloc(60, 7).toString('base64')
        return keyFileText({ vaultId: made.unlocked.vaultId, recoveryKit: { ...recoveryKit, sealedKey } })
      },
    ],
  ])('with a key file that is %s has it back with the next backup', async (_what, text) => {
    const file = join(root(), 'backup.json')
    const asWritten = readFileSync(file, 'utf8')
    writeFileSync(file, text())
    expect((await restore()).ok).toBe(false)
    valueOf(await made.backUp({ now: day(3) }))
    expect(readFileSync(file, 'utf8')).toBe(asWritten)
  })

  it.each([
    ['cut', false, true, (bytes: Buffer) => bytes.subarray(0, -1)],
    ['extended', false, true, (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    [
      'changed and found so',
      true,
      true,
      (bytes: Buffer) => bytes.map((byte, at) => (at === 400 ? byte ^ 1 : byte)),
    ],
    [
      'changed unseen (the control)',
      false,
      false,
      (bytes: Buffer) => bytes.map((byte, at) => (at === 400 ? byte ^ 1 : byte)),
    ],
  ])(
    'with packs that are %s: found %s, the next version is whole: %s',
    async (_what, isFound, isWhole, change) => {
      const changedPacks = files('packs')
      for (const name of changedPacks) {
        const file = join(root(), 'packs', name)
        writeFileSync(file, change(readFileSync(file)))
      }
      valueOf(await made.backUp({ now: day(3), changedPacks: isFound ? changedPacks : [] }))
      const restored = await restore({ number: 3 })
      expect(restored.ok).toBe(isWhole)
      if (!restored.ok) return
      expect(settingsOf(restored.value.unlocked, ['first', 'second'])).toEqual([600_000, 600_000])
      restored.value.unlocked.lock()
      restored.value.locked.close()
    },
  )

  it('keeps every version where one can’t be read', async () => {
    writeFileSync(version(1), 'x')
    for (let index = 3; index <= 20; index += 1) valueOf(await made.backUp({ now: day(2) }))
    expect(files('versions')).toHaveLength(20)
  })
})

describe('a place that is no place', () => {
  it('of a drive that was taken away is said so, and no folder of its name is made', async () => {
    rmSync(made.place, { recursive: true })
    expect(await made.backUp()).toMatchObject({ ok: false, error: { code: 'backup/folder-missing' } })
    expect(existsSync(made.place)).toBe(false)
  })

  it('without a backup is said so', async () => {
    expect(await restore()).toMatchObject({ ok: false, error: { code: 'backup/none-found' } })
  })

  it('with another vault’s backup takes this one beside it', async () => {
    const other = await makeBackedUpVault()
    valueOf(await backUp(other.unlocked, made.place))
    valueOf(await made.backUp())
    expect(readdirSync(made.place)).toHaveLength(2)
    expect(await verify()).toMatchObject({ versions: 1, faults: [] })
    other.dispose()
  })

  it('that several vaults share gives each kit its own, whichever was written last', async () => {
    const other = await makeBackedUpVault()
    valueOf(await backUp(other.unlocked, made.place))
    valueOf(await made.backUp())
    const vaults = [made, other]
    for (const late of vaults) {
      for (const { unlocked } of vaults) {
        const at = unlocked === late.unlocked ? day(2) : day(1)
        utimesSync(backupOf(unlocked, made.place).layout.versions, at, at)
      }
      for (const { kit, unlocked } of vaults) {
        const { identity } = valueOf(await openBackupWithKit(made.place, kit))
        expect(identity.vaultId).toBe(unlocked.vaultId)
        identity.wipe()
      }
    }
    // The control: a kit of neither.
    const stranger = await makeBackedUpVault()
    expect(await openBackupWithKit(made.place, stranger.kit)).toMatchObject({
      ok: false,
      error: { code: 'vault/wrong-recovery-kit' },
    })
    stranger.dispose()
    other.dispose()
  })
})
