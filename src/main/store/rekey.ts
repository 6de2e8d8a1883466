import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import type Database from 'better-sqlite3'
import { ok, type Result } from '../../shared/result.ts'
import { attempt, attemptLater, StoreError } from './errors.ts'
import { syncFolder } from './folder.ts'
import { pageSizeBytes } from './limits.ts'
import { pagesInLog } from './log-pages.ts'
import { PageCipher, saltBytes } from './page-cipher.ts'
import { emptyRekeyed, isStoreUnder, rekeyedPathOf, removeRekeyed } from './rekeyed-file.ts'

/** The store's file while it stands still: `Snapshot`. */
type StillFile = {
  readonly sizeBytes: number
  read(into: Uint8Array, position: number): void
  waitingBytes(): number
  close(): void
}

/** The open store that gets another key. */
export type RekeyHost = {
  readonly path: string
  readonly holdStill: (key: Uint8Array) => Result<StillFile>
  /** Opens a file of the store's format, with every setting. @throws StoreError */
  readonly connect: (path: string, key: Uint8Array) => Database.Database
  /** Closes the store's connection, whose log is empty. */
  readonly letGo: () => void
  /** Goes on with the file in the store's place, under this key. @throws StoreError */
  readonly goOn: (key: Uint8Array) => void
  readonly onOver: () => void
}

export type StoreKeys = { readonly current: Uint8Array; readonly next: Uint8Array }

type KeptKeys = { readonly current: Buffer; readonly next: Buffer }

export type RekeyRun = {
  readonly signal: AbortSignal
  /** In bytes of the store. */
  readonly onProgress: (done: number, total: number) => void
}

/** Half a megabyte: some 5 ms of the engine's thread. */
const pagesPerTurn = 32
/** More than this in the log, and it goes into the file meanwhile. */
const mostWaitingBytes = 32 * 1024 * 1024
/** So much may be left for the moment in which everybody waits. */
const fewPages = 256
const mostRounds = 8
const flushEveryBytes = 64 * 1024 * 1024
const flush = promisify(fsync)

/**
 * Gives an open store another key: its file is copied page by page, each decrypted, verified and encrypted anew, while
 * the store goes on being used; what is written meanwhile is copied once more. Until `takeOver` renames the copy the
 * store's file is as it would be anyway.
 */
export class Rekey {
  readonly #host: RekeyHost
  readonly #keys: KeptKeys
  readonly #from: PageCipher
  readonly #to: PageCipher
  readonly #pages = Buffer.alloc(pagesPerTurn * pageSizeBytes)
  readonly #changed = new Set<number>()
  readonly #file: number
  #still: StillFile
  #isCopying = false
  #isFileClosed = false
  #isOver = false
  #hasSwitched = false

  private constructor(host: RekeyHost, keys: KeptKeys, still: StillFile) {
    this.#host = host
    this.#keys = keys
    this.#still = still
    const salt = Buffer.alloc(saltBytes)
    still.read(salt, 0)
    this.#file = openSync(rekeyedPathOf(host.path), 'wx', 0o600)
    this.#from = new PageCipher(keys.current, salt)
    this.#to = PageCipher.forNewFile(keys.next)
  }

  /** Keeps copies of the keys until its end. @returns what `Store.openSnapshot` gives */
  static begin(host: RekeyHost, { current, next }: StoreKeys): Result<Rekey> {
    const keys = { current: Buffer.from(current), next: Buffer.from(next) }
    const begun = attempt(() => {
      removeRekeyed(host.path)
      const still = host.holdStill(keys.current)
      if (!still.ok) return still
      try {
        const rekey = new Rekey(host, keys, still.value)
        syncFolder(dirname(host.path))
        return ok(rekey)
      } catch (error) {
        still.value.close()
        throw error
      }
    })
    if (!begun.ok) for (const key of Object.values(keys)) key.fill(0)
    return begun
  }

  /**
   * Copies all of the file, giving way every few milliseconds.
   *
   * @returns `stopped`: by the signal, or the store was closed; `store/damaged` for a page that isn't as it was written
   *   under the present key, `store/disk-full`, `store/io`. The caller discards it then.
   */
  async copy({ signal, onProgress }: RekeyRun): Promise<Result<'copied' | 'stopped'>> {
    const total = this.#still.sizeBytes
    const isStopped = () => signal.aborted || this.#isOver
    this.#isCopying = true
    try {
      return await attemptLater(async () => {
        let unflushed = 0
        for (let at = 0; at < Math.min(total, this.#still.sizeBytes); at += this.#pages.byteLength) {
          unflushed += this.#copyAt(at, Math.min(total, this.#still.sizeBytes))
          onProgress(Math.min(at + this.#pages.byteLength, total), total)
          if (unflushed >= flushEveryBytes) {
            await flush(this.#file)
            unflushed = 0
          }
          await nextTurn()
          if (isStopped()) return ok('stopped')
          if (this.#still.waitingBytes() > mostWaitingBytes) this.#settle()
        }
        for (let round = 0; round < mostRounds; round += 1) {
          this.#settle()
          if (this.#changed.size <= fewPages) break
          while (this.#changed.size > 0) {
            this.#copyChanged(pagesPerTurn)
            await nextTurn()
            if (isStopped()) return ok('stopped')
          }
        }
        await flush(this.#file)
        return ok(isStopped() ? 'stopped' : 'copied')
      })
    } finally {
      this.#isCopying = false
      if (this.#isOver) this.#closeFile()
    }
  }

  /**
   * Puts the copy in the place of the store's file, in one turn; the store goes on with it. With a failure it goes on
   * with the file that lies there then (`hasSwitched`); where it can't, it is closed.
   *
   * @param beforeSwitch once the copy is whole, on disk and opens: writes down the key that the file is about to have.
   *   Must not write to the store.
   */
  takeOver(beforeSwitch: () => Result<void>): Result<void> {
    const { path } = this.#host
    const copy = rekeyedPathOf(path)
    try {
      return attempt(() => {
        this.#settle()
        this.#copyChanged(Infinity)
        ftruncateSync(this.#file, this.#still.sizeBytes)
        // What it leaves beside the file goes with its end.
        this.#host.connect(copy, this.#keys.next).close()
        fsyncSync(this.#file)
        const ready = beforeSwitch()
        if (!ready.ok) return ready
        this.#still.close()
        this.#closeFile()
        this.#host.letGo()
        this.#rename(copy)
        this.#hasSwitched = true
        this.#host.goOn(this.#keys.next)
        syncFolder(dirname(path))
        return ok(undefined)
      })
    } finally {
      this.discard()
    }
  }

  /** Whether the copy lies in the store's place. */
  get hasSwitched(): boolean {
    return this.#hasSwitched
  }

  /**
   * Ends it. Where the store's key stays, an empty file does too, to tell of it, until `removeRekeyed`: the log may say
   * already that there is another. Idempotent.
   */
  discard(): void {
    if (this.#isOver) return
    this.#end()
    const { path } = this.#host
    if (this.#hasSwitched) attempt(() => ok(removeRekeyed(path)))
    else emptyRekeyed(path)
  }

  #end(): void {
    this.#isOver = true
    this.#still.close()
    for (const secret of [this.#pages, this.#keys.current, this.#keys.next]) secret.fill(0)
    this.#from.wipe()
    this.#to.wipe()
    // A flush may be under way, on another thread: its descriptor must not become another file's.
    if (!this.#isCopying) this.#closeFile()
    this.#host.onOver()
  }

  #closeFile(): void {
    if (this.#isFileClosed) return
    this.#isFileClosed = true
    closeSync(this.#file)
  }

  /**
   * A log that is put back by a power cut would be played into the new file, so its end is made durable first.
   *
   * @throws StoreError when it failed; a network drive may say so of a rename that took effect. The store goes on with
   *   the file that lies there
   */
  #rename(copy: string): void {
    const { path } = this.#host
    try {
      for (const log of [`${path}-wal`, `${copy}-wal`]) if (existsSync(log)) throw new StoreError('store/io')
      syncFolder(dirname(path))
      renameSync(copy, path)
    } catch (error) {
      this.#hasSwitched = isStoreUnder(path, this.#keys.next)
      this.#host.goOn(this.#hasSwitched ? this.#keys.next : this.#keys.current)
      throw error
    }
  }

  /** What was written since goes into the file, which then stands still again. */
  #settle(): void {
    for (const page of pagesInLog(this.#host.path)) this.#changed.add(page)
    this.#still.close()
    const still = this.#host.holdStill(this.#keys.current)
    if (!still.ok) throw new StoreError('store/io', { cause: still.error.code })
    this.#still = still.value
  }

  /** @returns how many bytes */
  #copyAt(position: number, end: number): number {
    const bytes = this.#pages.subarray(0, Math.min(this.#pages.byteLength, end - position))
    this.#still.read(bytes, position)
    for (let offset = 0; offset < bytes.byteLength; offset += pageSizeBytes) {
      const page = bytes.subarray(offset, offset + pageSizeBytes)
      const number = (position + offset) / pageSizeBytes + 1
      const isWhole = page.byteLength === pageSizeBytes && this.#from.passTo(this.#to, page, number)
      if (!isWhole) throw new StoreError('store/damaged')
    }
    for (let done = 0; done < bytes.byteLength;) {
      done += writeSync(this.#file, bytes, done, bytes.byteLength - done, position + done)
    }
    return bytes.byteLength
  }

  #copyChanged(most: number): void {
    const end = this.#still.sizeBytes
    let left = most
    for (const number of this.#changed) {
      const position = (number - 1) * pageSizeBytes
      if (position < end) this.#copyAt(position, position + pageSizeBytes)
      this.#changed.delete(number)
      left -= 1
      if (left === 0) return
    }
  }
}
