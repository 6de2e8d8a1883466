import { sql, type Reader, type Tx } from './connection.ts'
import { StoreError } from './errors.ts'
import { bool, flag } from './rows.ts'
import { type PackedBytes, type PackedPiece, pieceBytes, unpackPiece } from '../mime/index.ts'

/**
 * Where bytes of any size lie: `first` is the id of the first piece, the others follow without a gap; `size` is what
 * they are when unpacked.
 */
export type BlobRef = { readonly first: number; readonly size: number }

/** Stores bytes in pieces, so that no statement runs long. */
export function writeBlob(tx: Tx, bytes: Uint8Array): BlobRef {
  const pieces: PackedPiece[] = []
  for (let offset = 0; offset < Math.max(bytes.byteLength, 1); offset += pieceBytes) {
    pieces.push({ bytes: bytes.subarray(offset, offset + pieceBytes), isPacked: false })
  }
  return writePieces(tx, { size: bytes.byteLength, pieces })
}

/** As `writeBlob`, for bytes that were packed before. */
export function writePieces(tx: Tx, { size, pieces }: Pick<PackedBytes, 'size' | 'pieces'>): BlobRef {
  let first: number | null = null
  for (const { bytes, isPacked } of pieces) {
    const { id } = tx[sql].run(
      'INSERT INTO blob_chunks (bytes, is_packed) VALUES (?, ?)',
      bytes,
      flag(isPacked),
    )
    // The ids are consecutive because one transaction writes at a time.
    first ??= id
  }
  if (first === null) throw new Error('a blob has at least one piece')
  return { first, size }
}

/** @throws StoreError `store/damaged` when a piece is missing, or isn't what was stored */
export function readBlob(reader: Reader, ref: BlobRef): Uint8Array {
  const bytes = new Uint8Array(ref.size)
  let offset = 0
  for (const id of pieceIds(ref)) {
    const piece = readPiece(reader, id, Math.min(pieceBytes, ref.size - offset))
    bytes.set(piece, offset)
    offset += piece.byteLength
  }
  return bytes
}

/** @param size what it is when unpacked, which bounds what unpacking takes */
function readPiece(reader: Reader, id: number, size: number): Uint8Array {
  const row = reader[sql].get('SELECT bytes, is_packed FROM blob_chunks WHERE id = ?', id)
  const stored = row?.['bytes']
  if (row === undefined || !(stored instanceof Uint8Array)) throw new StoreError('store/damaged')
  const piece = bool(row, 'is_packed') ? unpackPiece(stored, size) : stored
  if (piece?.byteLength !== size) throw new StoreError('store/damaged')
  return piece
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
  const count = Math.max(1, Math.ceil(size / pieceBytes))
  for (let index = 0; index < count; index += 1) yield first + index
}
