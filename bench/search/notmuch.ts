import { execFile } from 'node:child_process'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ownAddress, type CorpusMail } from './corpus.ts'

const run = promisify(execFile)

export type PeerAnswer = { readonly count: number; readonly ms: number }

export type NotmuchIndex = {
  readonly indexMs: number
  readonly indexBytes: number
  /** Each query's count and newest 50, one after the other in one process. */
  readonly ask: (queries: readonly string[]) => Promise<PeerAnswer[]>
}

export const notmuchPackages = ['notmuch', 'libnotmuch-dev', 'gcc', 'libc6-dev']

/** Writes the mail as a Maildir of `folder`. Flags are in the names (`S` seen, `F` flagged). */
export async function writeMaildir(folder: string, mails: Iterable<CorpusMail>): Promise<void> {
  const current = join(folder, 'cur')
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(folder, name), { recursive: true })
  for (const { index, source, isSeen, isFlagged } of mails) {
    const flags = `${isFlagged ? 'F' : ''}${isSeen ? 'S' : ''}`
    await writeFile(join(current, `${String(index)}.bench:2,${flags}`), source)
  }
}

/** Indexes a Maildir as `notmuch new` does. */
export async function indexWithNotmuch(scratch: string, maildir: string): Promise<NotmuchIndex> {
  const config = join(scratch, 'notmuch.config')
  await writeFile(
    config,
    `[database]\npath=${maildir}\n[user]\nname=Bench\nprimary_email=${ownAddress}\n[new]\ntags=unread\n[maildir]\nsynchronize_flags=true\n`,
  )
  const start = performance.now()
  await run('notmuch', [`--config=${config}`, 'new', '--quiet'], { maxBuffer: 1e8 })
  const indexMs = performance.now() - start
  const program = join(scratch, 'notmuch-child')
  await run('gcc', ['-O2', '-o', program, join(import.meta.dirname, 'notmuch-child.c'), '-lnotmuch'])
  return {
    indexMs,
    indexBytes: await folderBytes(join(maildir, '.notmuch')),
    ask: (queries) => ask(program, maildir, config, queries),
  }
}

async function ask(
  program: string,
  maildir: string,
  config: string,
  queries: readonly string[],
): Promise<PeerAnswer[]> {
  const asking = run(program, [maildir, config], { maxBuffer: 1e8 })
  asking.child.stdin?.end(`${queries.join('\n')}\n`)
  const { stdout } = await asking
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [count = 0, microseconds = 0] = line.split(' ').map(Number)
      return { count, ms: microseconds / 1000 }
    })
}

async function folderBytes(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}
