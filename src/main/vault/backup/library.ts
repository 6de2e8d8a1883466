import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { namesIn } from './disk.ts'
import { blockLength, parseBlocks } from './block-table.ts'
import type { OpenBackup } from './folder.ts'
import { blockBytes, packIdOf, packMagic, packPath, tagBytes } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { PackReader, type WrittenPack } from './pack.ts'

/** A pack of which the newest version uses less than this is given up: what it uses is stored anew. */
const leastUse = 1 / 4

export type Place = { readonly pack: WrittenPack; readonly slot: number }

/** The blocks that lie in the folder already, by their hash. */
export class Library {
  readonly #places = new Map<string, Place>()

  find(hash: string): Place | null {
    return this.#places.get(hash) ?? null
  }

  add(hash: string, place: Place): void {
    this.#places.set(hash, place)
  }

  /**
   * What the version before is made of, as far as its packs are there and of their size. Packs that it hardly uses any
   * more are left out: so they go with the older versions, and the folder doesn't fill with what nobody needs.
   *
   * @param without names of packs that are known to be changed
   */
  async addVersion(
    { layout }: OpenBackup,
    { packs, blocks, store }: Manifest,
    without: ReadonlySet<string>,
  ): Promise<void> {
    const places = parseBlocks(blocks) ?? []
    const used = packs.map(() => 0)
    const lastBlocks = new Map<number, number>()
    for (const [index, { pack, slot }] of places.entries()) {
      used[pack] = (used[pack] ?? 0) + 1
      if (slot + 1 === packs[pack]?.slots) lastBlocks.set(pack, blockLength(index, store.sizeBytes))
    }
    const isUsable = await Promise.all(
      packs.map(
        async ({ id, slots }, index) =>
          (used[index] ?? 0) >= slots * leastUse &&
          !without.has(basename(packPath(layout, id))) &&
          (await stat(packPath(layout, id)).then(
            (found) => found.isFile() && isPackSize(found.size, slots, lastBlocks.get(index)),
            () => false,
          )),
      ),
    )
    for (const { hash, pack, slot } of places) {
      const written = packs[pack]
      if (written !== undefined && isUsable[pack] === true) this.add(hash, { pack: written, slot })
    }
  }

  /**
   * Packs that no version names: a backup that was interrupted left them. What is whole in them needn't be written
   * again, so that a first backup of much mail gets on even where it never has the time to end.
   *
   * @param named ids of the packs that versions name
   */
  async adopt({ layout, key }: OpenBackup, named: ReadonlySet<string>, isOver: () => boolean): Promise<void> {
    for (const file of await namesIn(layout.packs)) {
      const id = packIdOf(file)
      if (id === null || named.has(id) || isOver()) continue
      const reader = await PackReader.open(layout, id, key())
      if (reader === null) continue
      const hashes: (string | null)[] = []
      const sha256 = await reader
        .readAll((_slot, block) => {
          hashes.push(block === null ? null : createHash('sha256').update(block).digest('hex'))
        })
        .finally(() => reader.close())
      if (hashes.length === 0 || hashes.includes(null)) continue
      const pack = { id, slots: hashes.length, sha256 }
      hashes.forEach((hash, slot) => {
        if (hash !== null && this.find(hash) === null) this.add(hash, { pack, slot })
      })
    }
  }
}

/** Whether a pack of so many slots can have that size; exactly, where the length of its last block is known. */
function isPackSize(size: number, slots: number, lastBlock: number | undefined): boolean {
  const last = size - packMagic.byteLength - (slots - 1) * (blockBytes + tagBytes) - tagBytes
  return lastBlock === undefined ? last > 0 && last <= blockBytes : last === lastBlock
}
