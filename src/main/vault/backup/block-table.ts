import { blockBytes } from './layout.ts'

/** Where a block of the store's file lies. */
export type BlockPlace = {
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string
  /** Index among the manifest's packs. */
  readonly pack: number
  readonly slot: number
}

const entryBytes = 40

export function blocksIn(storeBytes: number): number {
  return Math.ceil(storeBytes / blockBytes)
}

/** Length of a block: the last one may be shorter. */
export function blockLength(index: number, storeBytes: number): number {
  return Math.min(blockBytes, storeBytes - index * blockBytes)
}

/** Base64 of 32 bytes of hash and two big-endian 32-bit numbers each. */
export function encodeBlocks(places: readonly BlockPlace[]): string {
  const table = Buffer.alloc(places.length * entryBytes)
  places.forEach(({ hash, pack, slot }, index) => {
    const at = index * entryBytes
    table.write(hash, at, 'hex')
    table.writeUInt32BE(pack, at + 32)
    table.writeUInt32BE(slot, at + 36)
  })
  return table.toString('base64')
}

/** Null for text that isn't such a table. */
export function parseBlocks(text: string): BlockPlace[] | null {
  const table = Buffer.from(text, 'base64')
  if (table.byteLength % entryBytes !== 0) return null
  return Array.from({ length: table.byteLength / entryBytes }, (_, index) => {
    const at = index * entryBytes
    return {
      hash: table.toString('hex', at, at + 32),
      pack: table.readUInt32BE(at + 32),
      slot: table.readUInt32BE(at + 36),
    }
  })
}
