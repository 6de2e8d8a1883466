import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { patienceMs } from './patience.ts'

/** A message as it lies on the server's disk. */
export type StoredMessage = {
  readonly file: string
  /** Maildir letters: S seen, R replied, F flagged, T trashed, D draft. */
  readonly flags: string
  /** The exact bytes that Dovecot stored. */
  readonly raw: Buffer
}

/** One person's mail on the server, read from the maildir itself and not through any client. */
export type LabMailbox = {
  /** Messages of `folder` (`INBOX` unless told), oldest first. */
  readonly list: (folder?: string) => Promise<readonly StoredMessage[]>
  /** Of every folder but the inbox, as it is called on the disk: `.Name`, in modified UTF-7. */
  readonly folders: () => Promise<string[]>
  /** The raw bytes of every message in every folder. */
  readonly raw: () => Promise<readonly Buffer[]>
  /** Waits until `folder` holds at least `count` messages and gives them all. */
  readonly waitFor: (
    count: number,
    options?: { readonly folder?: string; readonly timeoutMs?: number },
  ) => Promise<readonly StoredMessage[]>
}

/** Opens the maildir at `path` (Maildir++ layout: `INBOX` at the top, other folders as `.Name`). */
export function openMailbox(path: string): LabMailbox {
  const list = async (folder = 'INBOX'): Promise<readonly StoredMessage[]> =>
    listFolder(folder === 'INBOX' ? path : join(path, `.${folder}`))
  return {
    list,
    folders: async () => (await entries(path)).filter((name) => name.startsWith('.')),
    raw: async () => {
      const names = await entries(path)
      const folders = ['INBOX', ...names.filter((name) => name.startsWith('.')).map((name) => name.slice(1))]
      const messages = await Promise.all(folders.map(list))
      return messages.flat().map((message) => message.raw)
    },
    waitFor: async (count, { folder = 'INBOX', timeoutMs = patienceMs } = {}) => {
      const deadline = Date.now() + timeoutMs
      for (;;) {
        const messages = await list(folder)
        if (messages.length >= count) return messages
        if (Date.now() > deadline)
          throw new Error(`${folder} holds ${messages.length} messages, not ${count}`)
        await delay(20)
      }
    },
  }
}

async function listFolder(folder: string): Promise<readonly StoredMessage[]> {
  const files = await Promise.all(
    ['new', 'cur'].map(async (half) =>
      (await entries(join(folder, half))).map((name) => join(folder, half, name)),
    ),
  )
  const messages = await Promise.all(files.flat().map(readMessage))
  return messages
    .filter((message) => message !== null)
    .sort((one, other) => sequence(one.file).localeCompare(sequence(other.file), 'en', { numeric: true }))
}

/** Dovecot renames files when flags change: a file that is gone by now is found under its new name next time. */
async function readMessage(file: string): Promise<StoredMessage | null> {
  try {
    return { file, flags: /:2,([A-Za-z]*)$/.exec(file)?.[1] ?? '', raw: await readFile(file) }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Maildir names start with the time of delivery in seconds, then `M` and microseconds. */
function sequence(file: string): string {
  const [, seconds = '0', micros = '0'] = /\/(\d+)\.M(\d+)/.exec(file) ?? []
  return `${seconds}.${micros.padStart(6, '0')}`
}
