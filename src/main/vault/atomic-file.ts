import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file so that after a crash at any point it holds either the old or the new text, complete. Readable
 * by the owner alone.
 */
export function writeFileAtomically(path: string, text: string): void {
  const temporary = `${path}.new`
  rmSync(temporary, { force: true })
  writeDurably(temporary, 'wx', text)
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

/** Adds text at the end; on disk when it returns. */
export function appendDurably(path: string, text: string): void {
  writeDurably(path, 'a', text)
}

/** Makes renames in a folder durable. Windows can't open folders and doesn't need it. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
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
