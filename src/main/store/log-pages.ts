import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { pageSizeBytes } from './limits.ts'

const headerBytes = 32
const frameHeaderBytes = 24

/**
 * Numbers of the pages that a write-ahead log holds (https://sqlite.org/fileformat.html#the_write_ahead_log). The
 * cipher leaves the heads of its frames in the clear. Frames of transactions that were never committed, or left from
 * an earlier use of the file, are among them.
 */
export function pagesInLog(storePath: string): number[] {
  const path = `${storePath}-wal`
  if (!existsSync(path)) return []
  const frames = Math.floor((statSync(path).size - headerBytes) / (frameHeaderBytes + pageSizeBytes))
  const pages = new Set<number>()
  const head = Buffer.alloc(4)
  const log = openSync(path, 'r')
  try {
    for (let frame = 0; frame < frames; frame += 1) {
      const position = headerBytes + frame * (frameHeaderBytes + pageSizeBytes)
      if (readSync(log, head, 0, head.byteLength, position) === head.byteLength)
        pages.add(head.readUInt32BE())
    }
  } finally {
    closeSync(log)
  }
  return [...pages]
}
