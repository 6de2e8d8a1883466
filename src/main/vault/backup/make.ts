import { createHash } from 'node:crypto'
import { mkdir, stat } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Snapshot } from '../../store/index.ts'
import { blockLength, blocksIn, encodeBlocks, type BlockPlace } from './block-table.ts'
import { flushFolder, placeFile } from './disk.ts'
import { attemptBackup, BackupFailure } from './failures.ts'
import {
  layoutIn,
  presentVersion,
  readVersion,
  versionNumbers,
  type BackupVersion,
  type OpenBackup,
} from './folder.ts'
import { readKeyFile, writeKeyFile, type KeyFile } from './key-file.ts'
import { blockBytes, versionPath, type BackupLayout } from './layout.ts'
import { Library, type Place } from './library.ts'
import { mostOthers, sealManifest, type Manifest, type StoreCounts } from './manifest.ts'
import { PackWriter, type WrittenPack } from './pack.ts'
import { removeOld, removeParts } from './prune.ts'
import { versionsToKeep } from './retention.ts'

/** What is backed up: an unlocked vault, seen from here. */
export type BackupSource = {
  readonly vaultId: string
  /** The sub-key `backup`. */
  readonly key: () => Uint8Array
  readonly recoveryKit: KeyFile['recoveryKit']
  readonly storeKey: Manifest['storeKey']
  readonly openSnapshot: () => Result<Snapshot>
  /** Whether this vault's activity log holds that record: where it doesn't, another computer went on from it. */
  readonly holds: (head: NonNullable<Manifest['auditHead']>) => boolean
  /** Read from the snapshot. */
  readonly describe: (snapshot: Snapshot) => {
    readonly counts: StoreCounts
    readonly auditHead: Manifest['auditHead']
  }
}

export type BackupRun = {
  /** The folder that a person chose. */
  readonly place: string
  readonly program: string
  /** Names of packs that verifying found changed: what they held is stored anew. */
  readonly changedPacks: readonly string[]
  /** Whether no version may go now; asked until the last moment. */
  readonly keepsAll: () => boolean
  readonly now: () => Date
  readonly signal: AbortSignal
  /** In bytes of the store. */
  readonly onProgress: (done: number, total: number) => void
  /** Called once with the number that the version gets, before anything is written; its failure ends the run. */
  readonly onBegin: (number: number) => Result<void>
  /** Called when the version is whole and on disk, before older ones go; its failure keeps them. */
  readonly onMade: (made: MadeBackup) => Result<void>
}

export type MadeBackup = {
  readonly version: BackupVersion
  /** How many older versions go. */
  readonly removed: number
}

/** More than this in the log beside the store, and putting it back would make everybody wait: the backup gives way. */
const mostWaitingBytes = 64 * 1024 * 1024
const blocksPerTurn = 4

/**
 * Adds a version to the backup of this vault in a folder, and begins one where there is none. Only what isn't there yet
 * is written; nothing that older versions need is changed, and the new version's file comes last.
 *
 * @returns `backup/folder-missing`, `backup/not-writable`, `backup/disk-full`, `backup/other-vault`,
 *   `backup/other-computer` (the newest version isn't of this one, or came meanwhile), `backup/newer`,
 *   `backup/busy`, `backup/stopped`, `vault/locked`, what the store says, and what `onBegin` and `onMade` give
 */
export function makeBackup(source: BackupSource, run: BackupRun): Promise<Result<MadeBackup>> {
  return attemptBackup(async () => {
    const backup: OpenBackup = {
      layout: layoutIn(run.place, source.vaultId),
      vaultId: source.vaultId,
      key: source.key,
    }
    const prepared = await prepare(backup, source, run.place)
    if (!prepared.ok) return prepared
    const newest = (await versionNumbers(backup.layout)).at(-1) ?? 0
    if (!(await isOwnLine(backup, newest, source))) return fail('backup/other-computer')
    const number = newest + 1
    const begun = run.onBegin(number)
    if (!begun.ok) return begun
    await makeFolders(backup.layout)
    if (prepared.value.isKeyFileDue)
      await writeKeyFile(backup.layout, { vaultId: source.vaultId, recoveryKit: source.recoveryKit })
    await removeParts(backup)
    const earlier = await readEarlier(backup)
    const library = await openLibrary(backup, earlier, run)
    const snapshot = source.openSnapshot()
    if (!snapshot.ok) return snapshot
    try {
      return await writeVersion(backup, source, run, { number, earlier, library, snapshot: snapshot.value })
    } finally {
      snapshot.value.close()
    }
  })
}

/** Looks, and changes nothing. */
async function prepare(
  { layout, vaultId }: OpenBackup,
  source: BackupSource,
  place: string,
): Promise<Result<{ isKeyFileDue: boolean }>> {
  // A drive that isn't there must not be made up for by a folder of its name.
  if (!(await stat(place)).isDirectory()) return fail('backup/folder-missing')
  const keyFile = await attemptBackup(() => readKeyFile(layout))
  if (!keyFile.ok) {
    // The folder's name says whose it is, and the open vault has all that a damaged one held.
    const isDue = ['backup/none-found', 'backup/damaged'].includes(keyFile.error.code)
    return isDue ? ok({ isKeyFileDue: true }) : keyFile
  }
  if (keyFile.value.vaultId !== vaultId) return fail('backup/other-vault')
  // A new kit took the place of the one before, or somebody changed what the kit opens.
  const { id, sealedKey } = keyFile.value.recoveryKit
  const isOurs = id === source.recoveryKit.id && sealedKey === source.recoveryKit.sealedKey
  return ok({ isKeyFileDue: !isOurs })
}

/**
 * A vault that was restored has the id and the keys of the one that it comes from, which may still be in use: each would
 * take away what the other is writing. Their activity logs part at the restore. Of a version that can't be read nothing
 * is known, and nothing older is taken away then.
 */
async function isOwnLine(backup: OpenBackup, newest: number, { holds }: BackupSource): Promise<boolean> {
  const found = newest === 0 ? null : await readVersion(backup, newest)
  const head = found?.manifest?.auditHead ?? null
  return head === null || holds(head)
}

async function makeFolders(layout: BackupLayout): Promise<void> {
  for (const folder of [layout.root, layout.packs, layout.versions]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  }
  await flushFolder(layout.root)
}

/**
 * The versions that are there and can be read, oldest first. The tables of all but the last are let go: under a legal
 * hold there may be years of them.
 */
async function readEarlier(backup: OpenBackup): Promise<Earlier> {
  const versions: Manifest['kept'] = []
  const packs = new Set<string>()
  let last: Manifest | null = null
  for (const number of await versionNumbers(backup.layout)) {
    const found = await readVersion(backup, number)
    if (found?.manifest == null) continue
    last = found.manifest
    versions.push({ number, madeAt: last.madeAt, sha256: found.sha256 })
    for (const { id } of last.packs) packs.add(id)
  }
  return { versions, packs, last }
}

type Earlier = {
  readonly versions: Manifest['kept']
  /** Ids of those that they name. */
  readonly packs: ReadonlySet<string>
  readonly last: Manifest | null
}

async function openLibrary(
  backup: OpenBackup,
  { packs, last }: Earlier,
  { changedPacks, signal }: BackupRun,
): Promise<Library> {
  const library = new Library()
  await library.adopt(backup, packs, () => signal.aborted)
  if (last !== null) await library.addVersion(backup, last, new Set(changedPacks))
  return library
}

type Work = {
  readonly number: number
  readonly earlier: Earlier
  readonly library: Library
  readonly snapshot: Snapshot
}

async function writeVersion(
  backup: OpenBackup,
  source: BackupSource,
  run: BackupRun,
  { number, earlier, library, snapshot }: Work,
): Promise<Result<MadeBackup>> {
  const madeAt = run.now().toISOString()
  const writer = new BlockWriter(backup)
  try {
    const about = source.describe(snapshot)
    const blocks = await storeBlocks(snapshot, library, writer, run)
    await writer.finish()
    const others = earlier.versions
    const kept = versionsToStay([...others, { number, madeAt, sha256: '' }], run)
    const manifest: Manifest = {
      number,
      madeAt,
      program: run.program,
      storeKey: source.storeKey,
      store: { sizeBytes: snapshot.sizeBytes, counts: about.counts },
      auditHead: about.auditHead,
      addedBytes: writer.bytes,
      packs: writer.packsOf(blocks),
      blocks: encodeBlocks(writer.placesOf(blocks)),
      kept: kept.filter((version) => version.number !== number).slice(0, mostOthers),
    }
    snapshot.close()
    const sealed = sealManifest(manifest, backup.key(), backup.vaultId)
    const isTaken = ((await versionNumbers(backup.layout)).at(-1) ?? 0) >= number
    if (isTaken) return fail('backup/other-computer')
    await placeFile(versionPath(backup.layout, number), sealed)
    const stay = run.keepsAll() ? new Set([number, ...numbersOf(others)]) : numbersOf(kept)
    const made: MadeBackup = {
      version: presentVersion(manifest, createHash('sha256').update(sealed).digest('hex')),
      removed: others.filter((other) => !stay.has(other.number)).length,
    }
    const recorded = run.onMade(made)
    if (!recorded.ok) return recorded
    await removeOld(backup, { keep: stay, read: numbersOf(others), keepsAll: run.keepsAll })
    return ok(made)
  } finally {
    await writer.discard()
  }
}

/** The newest first. */
function versionsToStay<Version extends Manifest['kept'][number]>(
  versions: readonly Version[],
  { keepsAll }: BackupRun,
): Version[] {
  return keepsAll() ? versions.toSorted((a, b) => b.number - a.number) : versionsToKeep(versions)
}

function numbersOf(versions: readonly { readonly number: number }[]): Set<number> {
  return new Set(versions.map(({ number }) => number))
}

type StoredBlock = { readonly hash: string; readonly place: () => Place }

/** Reads the store's file block by block and stores what the library lacks. */
async function storeBlocks(
  snapshot: Snapshot,
  library: Library,
  writer: BlockWriter,
  run: BackupRun,
): Promise<StoredBlock[]> {
  const { sizeBytes } = snapshot
  const count = blocksIn(sizeBytes)
  const blocks: StoredBlock[] = []
  for (let index = 0; index < count; index += 1) {
    if (run.signal.aborted) throw new BackupFailure('backup/stopped')
    if (snapshot.waitingBytes() > mostWaitingBytes) throw new BackupFailure('backup/busy')
    const block = Buffer.alloc(blockLength(index, sizeBytes))
    snapshot.read(block, index * blockBytes)
    const hash = createHash('sha256').update(block).digest('hex')
    const known = library.find(hash)
    blocks.push({ hash, place: known === null ? await writer.add(block) : () => known })
    run.onProgress(Math.min((index + 1) * blockBytes, sizeBytes), sizeBytes)
    if (index % blocksPerTurn === 0) await nextTurn()
  }
  return blocks
}

/** Puts blocks into packs, one pack after another. */
class BlockWriter {
  readonly #backup: OpenBackup
  #open: PackWriter | null = null
  readonly #finished = new Map<string, WrittenPack>()
  #bytes = 0

  constructor(backup: OpenBackup) {
    this.#backup = backup
  }

  get bytes(): number {
    return this.#bytes
  }

  /** @returns where it lies, once its pack is finished */
  async add(block: Uint8Array): Promise<() => Place> {
    this.#open ??= await PackWriter.begin(this.#backup.layout, this.#backup.key())
    const { id } = this.#open
    const slot = await this.#open.add(block)
    if (this.#open.isFull) await this.finish()
    return () => {
      const pack = this.#finished.get(id)
      if (pack === undefined) throw new Error('the pack is not finished')
      return { pack, slot }
    }
  }

  async finish(): Promise<void> {
    if (this.#open === null) return
    const writing = this.#open
    const pack = await writing.finish()
    this.#open = null
    this.#bytes += writing.bytes
    this.#finished.set(pack.id, pack)
  }

  async discard(): Promise<void> {
    await this.#open?.discard()
    this.#open = null
  }

  /** Every pack that these blocks lie in, once. */
  packsOf(blocks: readonly StoredBlock[]): WrittenPack[] {
    return [...this.#indexOf(blocks).values()].map(({ pack }) => pack)
  }

  placesOf(blocks: readonly StoredBlock[]): BlockPlace[] {
    const packs = this.#indexOf(blocks)
    return blocks.map(({ hash, place }) => {
      const { pack, slot } = place()
      return { hash, pack: packs.get(pack.id)?.index ?? 0, slot }
    })
  }

  #indexOf(blocks: readonly StoredBlock[]): Map<string, { index: number; pack: WrittenPack }> {
    const packs = new Map<string, { index: number; pack: WrittenPack }>()
    for (const { place } of blocks) {
      const { pack } = place()
      if (!packs.has(pack.id)) packs.set(pack.id, { index: packs.size, pack })
    }
    return packs
  }
}
