import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ImapFlow } from 'imapflow'
import type { Lab, Person } from '../../e2e/lab/index.ts'

const run = promisify(execFile)

/** A message as the server gives it to another program. */
export type ServerMail = {
  readonly uid: number
  /** In lower case, sorted, joined by a space; without `\recent`. */
  readonly flags: string
  /** Hex, of the message's bytes. */
  readonly sha256: string
}

/** The messages of each mailbox, by path. */
export type ServerContents = ReadonlyMap<string, readonly ServerMail[]>

/** Reads all mailboxes whole and changes nothing in them. */
export async function readServer(other: ImapFlow): Promise<ServerContents> {
  const contents = new Map<string, ServerMail[]>()
  for (const { path, flags } of await other.list()) {
    if (flags.has('\\Noselect')) continue
    const { exists } = await other.mailboxOpen(path, { readOnly: true })
    const mails: ServerMail[] = []
    if (exists > 0) {
      for await (const message of other.fetch('1:*', { uid: true, flags: true, source: true })) {
        mails.push({
          uid: message.uid,
          flags: [...(message.flags ?? [])]
            .map((flag) => flag.toLowerCase())
            .filter((flag) => flag !== '\\recent')
            .sort()
            .join(' '),
          sha256: createHash('sha256')
            .update(message.source ?? '')
            .digest('hex'),
        })
      }
    }
    await other.mailboxClose()
    contents.set(path, mails)
  }
  return contents
}

/** Copies of one person's whole mail on the server's disk, to go back to. */
export type ServerStates = {
  /** Nobody may be signed in meanwhile, nor while it is restored. */
  readonly keep: (name: string) => Promise<void>
  readonly restore: (name: string) => Promise<void>
}

/** @param folder an absent or empty one */
export function serverStates(lab: Lab, owner: Person, folder: string): ServerStates {
  const parts = ['mail', 'index'] as const
  const live = (part: string) => join(lab.directory, 'dovecot', part, owner.address)
  const kept = (name: string, part: string) => join(folder, `${name}-${part}`)
  // With owners and times: the server takes a file whose time differs for a changed one.
  const copy = (from: string, to: string) => run('cp', ['-a', from, to])
  return {
    keep: async (name) => {
      for (const part of parts) await copy(live(part), kept(name, part))
    },
    restore: async (name) => {
      for (const part of parts) {
        await rm(live(part), { recursive: true, force: true })
        await copy(kept(name, part), live(part))
      }
    },
  }
}
