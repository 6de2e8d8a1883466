import path from 'node:path'
import type { FileLetOut } from '../../shared/contract/index.ts'
import type { FileLetOutRow } from '../store/index.ts'
import { isThere } from './free-path.ts'

/** A file that left the store's protection, as the window lists it: the window sees no path. */
export async function presentFileLetOut(row: FileLetOutRow): Promise<FileLetOut> {
  const { id, at, way, name, sizeBytes, messageId } = row
  return {
    ...{ id, way, name, sizeBytes, messageId },
    at: new Date(at).toISOString(),
    // A copy for another program lies in a folder of ours, which has no name of its own.
    folder: row.path === null || way === 'opened' ? null : path.basename(path.dirname(row.path)),
    isThere: row.path !== null && (await isThere(row.path)),
  }
}
