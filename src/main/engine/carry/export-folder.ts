import { createHash } from 'node:crypto'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** A file of an export, once it is whole. */
export interface WrittenFile {
  /** In the folder of the export, with `/`. */
  readonly file: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** A file that is being written, under its name in a folder that isn't an export yet. */
export interface OpenFile {
  write(bytes: Uint8Array | string): Promise<void>
  /** On disk when it answers. */
  finish(): Promise<WrittenFile>
}

/**
 * A folder in the making: `NAME.part` until it is whole, so that nothing that was cut off looks like an export. Made
 * anew, for its owner only: no file that was there before is written over, and no link that somebody left is followed.
 * All its functions throw what the disk says.
 */
export interface ExportFolder {
  open(file: string): Promise<OpenFile>
  /** Writes a whole file. */
  put(file: string, bytes: Uint8Array): Promise<WrittenFile>
  /** Gives it its name; answers with it. */
  finish(ending: '' | '-stopped'): Promise<string>
  /** Takes it away with everything in it. */
  discard(): Promise<void>
}

export async function makeExportFolder(place: string): Promise<ExportFolder> {
  const partPath = await freePath(place, '.part')
  await mkdir(partPath, { mode: 0o700 })
  const folders = new Set<string>()
  const openFiles = new Set<() => Promise<void>>()

  async function openFile(file: string): Promise<OpenFile> {
    const filePath = path.join(partPath, ...file.split('/'))
    const folder = path.dirname(filePath)
    if (folder !== partPath && !folders.has(folder)) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      folders.add(folder)
    }
    const handle = await open(filePath, 'wx', 0o600)
    const hash = createHash('sha256')
    let sizeBytes = 0
    const close = async () => {
      openFiles.delete(close)
      await handle.close()
    }
    openFiles.add(close)
    return {
      write: async (bytes) => {
        const piece = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
        hash.update(piece)
        sizeBytes += piece.length
        await handle.writeFile(piece)
      },
      finish: async () => {
        await handle.datasync()
        await close()
        return { file, sha256: hash.digest('hex'), sizeBytes }
      },
    }
  }

  return {
    open: openFile,
    put: async (file, bytes) => {
      const opened = await openFile(file)
      await opened.write(bytes)
      return opened.finish()
    },
    finish: async (ending) => {
      const finished = await freePath(`${place}${ending}`, '')
      await rename(partPath, finished)
      return finished
    },
    discard: async () => {
      await Promise.all([...openFiles].map((close) => close().catch(() => undefined)))
      await rm(partPath, { recursive: true, force: true }).catch(() => undefined)
    },
  }
}

/** The path with this ending, or with a number before it where something is there already. */
async function freePath(place: string, ending: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = `${place}${number === 1 ? '' : `-${String(number)}`}${ending}`
    const isFree = await access(candidate).then(
      () => false,
      (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
    )
    if (isFree) return candidate
    // Whatever keeps it from being looked at keeps it from being written: mkdir says so.
    if (number === 1000) return candidate
  }
}
