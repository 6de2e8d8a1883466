import { sql, type Reader, type Tx } from './connection.ts'
import { StoreError } from './errors.ts'
import { blobChunkBytes } from './limits.ts'

/** Where bytes of any size lie: `first` is the id of the first piece, the others follow without a gap. */
export type BlobRef = { readonly first: number; readonly size: number }

/** Stores bytes in pieces; the pieces' ids are consecutive because one transaction writes at a time. */
export function writeBlob(tx: Tx, bytes: Uint8Array): BlobRef {
  let first: number | null = null
  for (let offset = 0; offset < Math.max(bytes.byteLength, 1); offset += blobChunkBytes) {
    const piece = bytes.subarray(offset, offset + blobChunkBytes)
    const { id } = tx[sql].run('INSERT INTO blob_chunks (bytes) VALUES (?)', piece)
    first ??= id
  }
  if (first === null) throw new Error('a blob has at least one piece')
  return { first, size: bytes.byteLength }
}

/** @throws StoreError `store/damaged` when a piece is missing */
export function readBlob(reader: Reader, ref: BlobRef): Uint8Array {
  const bytes = new Uint8Array(ref.size)
  let offset = 0
  for (const id of pieceIds(ref)) {
    const row = reader[sql].get('SELECT bytes FROM blob_chunks WHERE id = ?', id)
    const piece = row?.['bytes']
    if (!(piece instanceof Uint8Array) || offset + piece.byteLength > ref.size)
      throw new StoreError('store/damaged')
    bytes.set(piece, offset)
    offset += piece.byteLength
  }
  if (offset !== ref.size) throw new StoreError('store/damaged')
  return bytes
}

export function deleteBlob(tx: Tx, ref: BlobRef): void {
  for (const id of pieceIds(ref)) tx[sql].run('DELETE FROM blob_chunks WHERE id = ?', id)
}

/** The reference that a row holds in its `blob_first` and `blob_size` columns, or null. */
export function blobRefOf(row: Record<string, unknown>): BlobRef | null {
  const { blob_first: first, blob_size: size } = row
  return typeof first === 'number' && typeof size === 'number' ? { first, size } : null
}

function* pieceIds({ first, size }: BlobRef): Generator<number> {
  const count = Math.max(1, Math.ceil(size / blobChunkBytes))
  for (let index = 0; index < count; index += 1) yield first + index
}
