import { createHash } from 'node:crypto'
import { ok, type Result } from '../../../shared/result.ts'
import { parseBlocks } from './block-table.ts'
import { attemptBackup, BackupFailure } from './failures.ts'
import { readVersion, versionNumbers, type FoundVersion, type OpenBackup } from './folder.ts'
import { readKeyFile, type KeyFile } from './key-file.ts'
import { packPath, versionFile } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { PackReader, type WrittenPack } from './pack.ts'
import { basename } from 'node:path'

/**
 * What is wrong with a backup:
 * - `key-file-changed`: it isn't the one of this vault's present kit
 * - `version-changed`: the file isn't what was written under this number
 * - `version-missing`: a newer version says that it was kept
 * - `version-replaced`: another one than a newer version, or this computer, saw under this number
 * - `behind`: this computer made a newer version than the newest that is there
 * - `pack-missing`, `pack-changed`: what versions are made of isn't there, or isn't what was written
 */
export const backupFaultKinds = [
  'key-file-changed',
  'version-changed',
  'version-missing',
  'version-replaced',
  'behind',
  'pack-missing',
  'pack-changed',
] as const

export type BackupFault = {
  readonly kind: (typeof backupFaultKinds)[number]
  /** Name of the file. */
  readonly file: string
  /** Numbers of the versions that can't be restored for it. */
  readonly versions: readonly number[]
}

export type VerifiedBackup = {
  /** How many versions were looked at. */
  readonly versions: number
  readonly newest: { readonly number: number; readonly madeAt: string } | null
  readonly packs: number
  readonly faults: readonly BackupFault[]
}

export type VerifyRun = {
  readonly signal: AbortSignal
  /** In packs. */
  readonly onProgress: (done: number, total: number) => void
  /** What this computer knows besides: the newest version that it made, and the present kit. */
  readonly known?: {
    readonly newest: { readonly number: number; readonly sha256: string } | null
    readonly recoveryKit: KeyFile['recoveryKit']
  }
}

/**
 * Reads every byte of a backup and holds it against what its versions say, and these against each other. Nothing is
 * changed. Whoever put back an older state of the whole folder is found out by what this computer remembers, only.
 *
 * @returns `backup/none-found`, `backup/newer`, `backup/folder-missing`, `backup/stopped`; faults are in the value
 */
export function verifyBackup(backup: OpenBackup, run: VerifyRun): Promise<Result<VerifiedBackup>> {
  return attemptBackup(async () => {
    const keyFile = await checkKeyFile(backup, run)
    if (!keyFile.ok) return keyFile
    const { readable, faults } = await checkVersions(backup, run)
    const packs = await checkPacks(backup, readable, run)
    const newest = readable.at(-1)?.manifest
    return ok({
      versions: readable.length,
      newest: newest === undefined ? null : { number: newest.number, madeAt: newest.madeAt },
      packs: packs.count,
      faults: [...keyFile.value, ...faults, ...packs.faults],
    })
  })
}

type Readable = FoundVersion & { readonly manifest: Manifest }

async function checkKeyFile(
  { layout, vaultId }: OpenBackup,
  { known }: VerifyRun,
): Promise<Result<BackupFault[]>> {
  const keyFile = await readKeyFile(layout)
  const changed: BackupFault[] = [{ kind: 'key-file-changed', file: 'backup.json', versions: [] }]
  if (!keyFile.ok) return keyFile.error.code === 'backup/damaged' ? ok(changed) : keyFile
  const isOurs =
    keyFile.value.vaultId === vaultId &&
    (known === undefined || keyFile.value.recoveryKit.sealedKey === known.recoveryKit.sealedKey)
  return ok(isOurs ? [] : changed)
}

async function checkVersions(
  backup: OpenBackup,
  { known }: VerifyRun,
): Promise<{ readable: Readable[]; faults: BackupFault[] }> {
  const readable: Readable[] = []
  const faults: BackupFault[] = []
  const numbers = await versionNumbers(backup.layout)
  for (const number of numbers) {
    const found = await readVersion(backup, number)
    if (found?.manifest == null) faults.push(versionFault('version-changed', number))
    else readable.push({ ...found, manifest: found.manifest })
  }
  const newest = known?.newest ?? null
  if (newest !== null && newest.number > (numbers.at(-1) ?? 0))
    faults.push(versionFault('behind', newest.number))
  const expected = [...(readable.at(-1)?.manifest.kept ?? []), ...(newest === null ? [] : [newest])]
  for (const { number, sha256 } of expected) {
    const found = readable.find((version) => version.number === number)
    if (found !== undefined && found.sha256 !== sha256) faults.push(versionFault('version-replaced', number))
    if (!numbers.includes(number) && number < (numbers.at(-1) ?? 0)) {
      faults.push(versionFault('version-missing', number))
    }
  }
  return { readable, faults }
}

function versionFault(kind: BackupFault['kind'], number: number): BackupFault {
  return { kind, file: versionFile(number), versions: [number] }
}

/** Every pack that a version names, once. */
async function checkPacks(
  backup: OpenBackup,
  versions: readonly Readable[],
  { signal, onProgress }: VerifyRun,
): Promise<{ count: number; faults: BackupFault[] }> {
  const expected = expectationsOf(versions)
  const faults: BackupFault[] = []
  let done = 0
  for (const [id, { pack, hashes, numbers }] of expected) {
    if (signal.aborted) throw new BackupFailure('backup/stopped')
    const kind = await faultOfPack(backup, pack, hashes)
    const file = basename(packPath(backup.layout, id))
    if (kind !== null) faults.push({ kind, file, versions: [...numbers].toSorted((a, b) => a - b) })
    done += 1
    onProgress(done, expected.size)
  }
  return { count: expected.size, faults }
}

type Expectation = {
  readonly pack: WrittenPack
  /** Of the slots that versions use. */
  readonly hashes: Map<number, string>
  readonly numbers: Set<number>
}

function expectationsOf(versions: readonly Readable[]): Map<string, Expectation> {
  const expected = new Map<string, Expectation>()
  for (const { manifest } of versions) {
    const ofVersion = manifest.packs.map((pack) => {
      const known = expected.get(pack.id) ?? { pack, hashes: new Map(), numbers: new Set() }
      expected.set(pack.id, known)
      known.numbers.add(manifest.number)
      return known
    })
    for (const { pack, slot, hash } of parseBlocks(manifest.blocks) ?? [])
      ofVersion[pack]?.hashes.set(slot, hash)
  }
  return expected
}

async function faultOfPack(
  { layout, key }: OpenBackup,
  pack: WrittenPack,
  hashes: ReadonlyMap<number, string>,
): Promise<'pack-missing' | 'pack-changed' | null> {
  const reader = await PackReader.open(layout, pack.id, key())
  if (reader === null) return 'pack-missing'
  let isAsWritten = reader.slots === pack.slots
  const sha256 = await reader
    .readAll((slot, block) => {
      const expected = hashes.get(slot)
      if (expected === undefined) return
      if (block === null || createHash('sha256').update(block).digest('hex') !== expected) isAsWritten = false
    })
    .finally(() => reader.close())
  return isAsWritten && sha256 === pack.sha256 ? null : 'pack-changed'
}
