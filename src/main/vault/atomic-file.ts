import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from '../store/index.ts'

/**
 * Replaces a file so that after a crash at any point it holds either the old or the new text, complete. Readable
 * by the owner alone.
 */
export function writeFileAtomically(path: string, text: string): void {
  const temporary = temporaryOf(path)
  rmSync(temporary, { force: true })
  writeDurably(temporary, 'wx', text)
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

/** Where the new text lies until it takes the old one's place; a crash may leave it. */
export function temporaryOf(path: string): string {
  return `${path}.new`
}

/** Adds text at the end; on disk when it returns. */
export function appendDurably(path: string, text: string): void {
  writeDurably(path, 'a', text)
}

function writeDurably(path: string, flags: 'wx' | 'a', text: string): void {
  const file = openSync(path, flags, 0o600)
  try {
    const bytes = Buffer.from(text)
    for (let offset = 0; offset < bytes.byteLength;) offset += writeSync(file, bytes, offset)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
