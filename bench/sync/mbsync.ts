import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Lab, Person } from '../../e2e/lab/index.ts'

const run = promisify(execFile)

/** mbsync with one account of the lab, into a Maildir of its own. */
export type Mbsync = {
  /** Brings everything here that is new. @returns milliseconds, from the start of the process to its end */
  readonly pullMs: () => Promise<number>
}

/**
 * Debian's isync over the same TLS port that we use.
 * @param folder an absent one, for its mail and its state
 * @param compresses its default; without, it is told to leave COMPRESS=DEFLATE (RFC 4978) alone
 */
export async function prepareMbsync(
  folder: string,
  lab: Lab,
  owner: Person,
  { compresses }: { readonly compresses: boolean },
): Promise<Mbsync> {
  await mkdir(join(folder, 'mail'), { recursive: true })
  const { host, port } = lab.imap.implicit
  const configuration = [
    'IMAPAccount lab',
    `Host ${host}`,
    `Port ${port}`,
    `User ${owner.address}`,
    `Pass ${owner.password}`,
    // A busy machine must not end it.
    'Timeout 0',
    'SSLType IMAPS',
    'SystemCertificates no',
    `CertificateFile ${lab.caPath}`,
    ...(compresses ? [] : ['DisableExtension COMPRESS=DEFLATE']),
    '',
    'IMAPStore far',
    'Account lab',
    '',
    'MaildirStore near',
    `Path ${join(folder, 'mail')}/`,
    `Inbox ${join(folder, 'mail', 'INBOX')}`,
    'SubFolders Verbatim',
    '',
    'Channel lab',
    'Far :far:',
    'Near :near:',
    'Patterns *',
    'Create Near',
    'Expunge Near',
    'Sync Pull',
    `SyncState ${folder}/`,
    '',
  ].join('\n')
  const file = join(folder, 'mbsyncrc')
  await writeFile(file, configuration, { mode: 0o600 })
  return {
    pullMs: async () => {
      const start = performance.now()
      await run('mbsync', ['-c', file, '-q', 'lab'])
      return performance.now() - start
    },
  }
}
