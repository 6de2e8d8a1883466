import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs'
import path from 'node:path'

/** What a second start leaves for the first to read. */
export interface SecondStart {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/**
 * One running app for each user-data folder, as Electron has it: a file with the owner's process id, and a folder in
 * which a second start leaves its arguments before it ends.
 */
export class SingleInstanceLock {
  #lockFile: string | null = null
  #watcher: FSWatcher | undefined

  get isHeld(): boolean {
    return this.#lockFile !== null
  }

  /** @returns false where another living process holds the lock; that one is told of this start */
  take(userDataDir: string, start: SecondStart, onSecondStart: (start: SecondStart) => void): boolean {
    if (this.isHeld) {
      return true
    }
    mkdirSync(userDataDir, { recursive: true })
    const lockFile = path.join(userDataDir, 'stand-in.lock')
    const mailbox = path.join(userDataDir, 'stand-in-starts')
    if (!writeLock(lockFile)) {
      if (isAlive(lockFile)) {
        writeFileSync(path.join(mailbox, `${process.pid}.json`), JSON.stringify(start))
        return false
      }
      rmSync(lockFile, { force: true })
      if (!writeLock(lockFile)) {
        return false
      }
    }
    rmSync(mailbox, { recursive: true, force: true })
    mkdirSync(mailbox)
    this.#watcher = watch(mailbox, () => {
      for (const letter of takeLetters(mailbox)) {
        onSecondStart(letter)
      }
    }).unref()
    this.#lockFile = lockFile
    return true
  }

  release(): void {
    if (this.#lockFile !== null) {
      this.#watcher?.close()
      rmSync(this.#lockFile, { force: true })
      rmSync(path.join(path.dirname(this.#lockFile), 'stand-in-starts'), { recursive: true, force: true })
      this.#lockFile = null
    }
  }
}

function writeLock(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

/** After a kill the file stays, and its number may by now be another program's: only a host's counts. */
function isAlive(lockFile: string): boolean {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'))
    return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('e2e/host/')
  } catch {
    return false
  }
}

function takeLetters(mailbox: string): SecondStart[] {
  return readdirSync(mailbox).flatMap((name) => {
    const file = path.join(mailbox, name)
    try {
      const letter = JSON.parse(readFileSync(file, 'utf8')) as SecondStart
      rmSync(file)
      return [letter]
    } catch {
      // Half written; its completion is another event.
      return []
    }
  })
}
