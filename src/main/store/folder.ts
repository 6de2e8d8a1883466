import { closeSync, fsyncSync, openSync } from 'node:fs'

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
