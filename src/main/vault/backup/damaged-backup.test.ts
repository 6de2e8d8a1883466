import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { quietly, settingsOf } from '../../../../test/support/backup.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { day, useBackedUpVault } from '../../../../test/support/use-backed-up-vault.ts'
import { keyFileText } from './key-file.ts'
import { backupOf, verifyBackup } from './index.ts'

const made = useBackedUpVault()

describe('somebody else’s drive', () => {
  beforeEach(async () => {
    made.vault.write('first', 600_000)
    valueOf(await made.vault.backUp({ now: day(1) }))
    made.vault.write('second', 600_000)
    valueOf(await made.vault.backUp({ now: day(2) }))
  })
  const version = (number: number) => join(made.root(), 'versions', `00000${number}.version`)
  const pack = (index: number) => join(made.root(), 'packs', made.files('packs')[index]!)

  it('is whole as it was left (the control)', async () => {
    expect(await made.verify()).toMatchObject({ versions: 2, packs: 2, faults: [] })
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
    [
      'the key file is damaged',
      () => writeFileSync(join(made.root(), 'backup.json'), 'x'),
      'key-file-changed',
    ],
  ])('%s: named', async (_what, tamper, kind) => {
    tamper()
    expect((await made.verify()).faults.map((fault) => fault.kind)).toContain(kind)
  })

  it('put back to an older state is found out by what this computer remembers, and by nothing else', async () => {
    const sha256 = 'a'.repeat(64)
    rmSync(version(2))
    const recoveryKit = made.vault.unlocked.recoveryKitWrap!
    const backup = backupOf(made.vault.unlocked, made.vault.place)
    const known = { newest: { number: 2, sha256 }, recoveryKit }
    expect(valueOf(await verifyBackup(backup, { ...quietly, known })).faults).toEqual([
      { kind: 'behind', file: '000002.version', versions: [2] },
    ])
    expect((await made.verify()).faults).toEqual([])
  })

  it.each(['packs', 'versions'])(
    'with a byte changed in %s is refused when it is restored',
    async (folder) => {
      for (const name of made.files(folder)) {
        const file = join(made.root(), folder, name)
        const bytes = readFileSync(file)
        bytes[40]! ^= 1
        writeFileSync(file, bytes)
      }
      const restored = await made.restore({ number: 2 })
      expect(restored).toMatchObject({ ok: false, error: { code: 'backup/damaged' } })
      expect(readdirSync(made.vault.temp).filter((name) => name.endsWith('.making'))).toEqual([])
    },
  )

  it.each([
    ['newer', (text: string) => text.replace('"version": 1', '"version": 2'), 'backup/newer'],
    ['damaged', (text: string) => text.replace('sealpost', 'sealpist'), 'backup/damaged'],
    ['cut', (text: string) => text.slice(0, 100), 'backup/damaged'],
  ])('with a %s key file is refused with its own code when it is restored', async (_what, change, code) => {
    const file = join(made.root(), 'backup.json')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    expect(await made.restore()).toMatchObject({ ok: false, error: { code } })
  })

  it('with a key file of a newer Sealpost is left as it is by the next backup', async () => {
    const file = join(made.root(), 'backup.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 1', '"version": 2'))
    const before = readdirSync(made.root(), { recursive: true })
    expect(await made.vault.backUp()).toMatchObject({ ok: false, error: { code: 'backup/newer' } })
    expect(readdirSync(made.root(), { recursive: true })).toEqual(before)
  })

  it.each([
    ['damaged', () => 'x'],
    ['far too large', () => 'x'.repeat(100_000)],
    [
      'exchanged',
      () => {
        const recoveryKit = made.vault.unlocked.recoveryKitWrap!
        const sealedKey = Buffer.alloc(60, 7).toString('base64')
        return keyFileText({
          vaultId: made.vault.unlocked.vaultId,
          recoveryKit: { ...recoveryKit, sealedKey },
        })
      },
    ],
  ])('with a key file that is %s has it back with the next backup', async (_what, text) => {
    const file = join(made.root(), 'backup.json')
    const asWritten = readFileSync(file, 'utf8')
    writeFileSync(file, text())
    expect((await made.restore()).ok).toBe(false)
    valueOf(await made.vault.backUp({ now: day(3) }))
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
      const changedPacks = made.files('packs')
      for (const name of changedPacks) {
        const file = join(made.root(), 'packs', name)
        writeFileSync(file, change(readFileSync(file)))
      }
      valueOf(await made.vault.backUp({ now: day(3), changedPacks: isFound ? changedPacks : [] }))
      const restored = await made.restore({ number: 3 })
      expect(restored.ok).toBe(isWhole)
      if (!restored.ok) return
      expect(settingsOf(restored.value.unlocked, ['first', 'second'])).toEqual([600_000, 600_000])
      restored.value.unlocked.lock()
      restored.value.locked.close()
    },
  )

  it('keeps every version where one can’t be read', async () => {
    writeFileSync(version(1), 'x')
    for (let index = 3; index <= 20; index += 1) valueOf(await made.vault.backUp({ now: day(2) }))
    expect(made.files('versions')).toHaveLength(20)
  })
})
