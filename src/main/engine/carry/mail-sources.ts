import { lstat, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { ImportProblemReason } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { decodeModifiedUtf7 } from '../../mime/index.ts'

/** A file that holds mail, and where in the tree of mailboxes its messages belong. */
export interface MailSource {
  readonly kind: 'mbox' | 'maildir' | 'eml' | 'emlx'
  readonly filePath: string
  /** Below the import's own mailbox; empty: in it. */
  readonly folder: readonly string[]
  readonly sizeBytes: number
}

/** A file that isn't read; `path` is relative to what was chosen. */
export interface SkippedFile {
  readonly kind: 'skipped'
  readonly path: string
  readonly reason: ImportProblemReason
}

const deepest = 40
const sniffedBytes = 4096
/** What mail programs keep beside mail: indexes, states and settings. Nobody misses them. */
const indexFile =
  /^(\.ds_store|thumbs\.db|desktop\.ini|dovecot.*|\.?mbsyncstate.*|\.isyncuidmap.*|\.uidvalidity|\.subscriptions|subscriptions|maildirfolder|maildirsize|courierimap.*|\.mh_sequences|table_of_contents|.*\.(msf|dat|plist|lock|wdseml|mozmsgs|mozeml))$|^(filterlog\.html|info\.plist)$/i
/** Folders that hold indexes, or mail that is on its way in. */
const indexFolder = /^(tmp|\.imap|courierimap.*|.*\.mozmsgs)$/i

/** Error, after which nothing comes: `file/unreadable`, where what was chosen isn't there or can't be looked into. */
export async function* mailSources(chosen: string): AsyncGenerator<Result<MailSource | SkippedFile>> {
  try {
    for await (const source of find(chosen)) yield ok(source)
  } catch {
    yield fail('file/unreadable', { name: path.basename(chosen) })
  }
}

/**
 * Finds mail in a file, or in a folder and those below it: mbox files, Maildir and Maildir++, .eml files, the trees of
 * Thunderbird (NAME and NAME.sbd) and of Apple Mail (NAME.mbox with a file `mbox`, or .emlx files below). Links aren't
 * followed: what they name may be anything. All else that might be mail is told with the reason why it isn't read.
 */
async function* find(chosen: string): AsyncGenerator<MailSource | SkippedFile> {
  const info = await lstat(chosen)
  if (!info.isDirectory()) {
    yield* sourceOfFile(chosen, path.dirname(chosen), [], { isChosen: true })
    return
  }
  const isAppleMailbox = /\.mbox$/i.test(chosen)
  yield* walk(chosen, { root: chosen, folder: [], depth: 0, isAppleMailbox })
}

/** What an import is called by: the name of the file or folder without its ending. */
export function nameOfSource(chosen: string): string {
  return withoutEnding(path.basename(chosen))
}

interface Place {
  readonly root: string
  readonly folder: readonly string[]
  readonly depth: number
  /** Below NAME.mbox of Apple Mail, whatever the folders in between are called. */
  readonly isAppleMailbox: boolean
}

async function* walk(directory: string, place: Place): AsyncGenerator<MailSource | SkippedFile> {
  const { root, folder, depth } = place
  const relative = path.relative(root, directory)
  if (depth > deepest) {
    yield { kind: 'skipped', path: relative, reason: 'too-deep' }
    return
  }
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => null)
  if (entries === null) {
    yield { kind: 'skipped', path: relative === '' ? '.' : relative, reason: 'unreadable' }
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const names = new Set(entries.map(({ name }) => name))
  const isMaildir = names.has('cur') || names.has('new')
  // Of a profile of Thunderbird only these hold mail.
  const isProfile = names.has('prefs.js') && (names.has('Mail') || names.has('ImapMail'))
  for (const entry of entries) {
    const { name } = entry
    const full = path.join(directory, name)
    if (isProfile && name !== 'Mail' && name !== 'ImapMail') continue
    if (!entry.isDirectory()) {
      // Beside cur and new lie indexes alone.
      if (!isMaildir || !entry.isFile()) {
        const apple = place.isAppleMailbox ? { isAppleMailbox: true } : {}
        yield* sourceOfFile(full, root, folder, apple)
      }
    } else if (isMaildir && (name === 'cur' || name === 'new')) {
      yield* maildirFolder(full, root, folder.map(decodeModifiedUtf7))
    } else if (!indexFolder.test(name)) {
      yield* walk(full, { root, depth: depth + 1, ...below(name, place, isMaildir) })
    }
  }
}

function below(
  name: string,
  { folder, isAppleMailbox }: Place,
  isMaildir: boolean,
): Pick<Place, 'folder' | 'isAppleMailbox'> {
  if (/\.mbox$/i.test(name)) return { folder: [...folder, withoutEnding(name)], isAppleMailbox: true }
  if (/\.sbd$/i.test(name)) return { folder: [...folder, withoutEnding(name)], isAppleMailbox: false }
  // Folders of Apple Mail's own between a mailbox and its messages: a UUID, Data, digits, Messages.
  if (isAppleMailbox) return { folder, isAppleMailbox }
  // Maildir++: .Work.Invoices lies beside the others, and belongs into Work.
  if (isMaildir && name.startsWith('.')) {
    return { folder: [...folder, ...name.split('.').filter((part) => part !== '')], isAppleMailbox }
  }
  return { folder: [...folder, name], isAppleMailbox }
}

async function* maildirFolder(
  directory: string,
  root: string,
  folder: readonly string[],
): AsyncGenerator<MailSource | SkippedFile> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => null)
  if (entries === null) {
    yield { kind: 'skipped', path: path.relative(root, directory), reason: 'unreadable' }
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const filePath = path.join(directory, entry.name)
    if (entry.isFile()) {
      const { size: sizeBytes } = await lstat(filePath).catch(() => ({ size: 0 }))
      yield { kind: 'maildir', filePath, folder, sizeBytes }
    } else {
      const reason = entry.isSymbolicLink() ? 'link' : 'not-mail'
      yield { kind: 'skipped', path: path.relative(root, filePath), reason }
    }
  }
}

async function* sourceOfFile(
  filePath: string,
  root: string,
  folder: readonly string[],
  { isChosen = false, isAppleMailbox = false },
): AsyncGenerator<MailSource | SkippedFile> {
  const name = path.basename(filePath)
  const skipped = (reason: ImportProblemReason): SkippedFile => ({
    kind: 'skipped',
    path: path.relative(root, filePath),
    reason,
  })
  if (!isChosen && indexFile.test(name)) return
  const info = await lstat(filePath).catch(() => null)
  if (info === null) {
    yield skipped('unreadable')
    return
  }
  if (!info.isFile()) {
    yield skipped(info.isSymbolicLink() ? 'link' : 'not-mail')
    return
  }
  const { size: sizeBytes } = info
  if (/\.emlx$/i.test(name)) {
    if (/\.partial\.emlx$/i.test(name)) yield skipped('partial')
    yield { kind: 'emlx', filePath, folder, sizeBytes }
    return
  }
  if (sizeBytes === 0) {
    // An empty mailbox is an empty file.
    return
  }
  const head = await firstBytes(filePath)
  if (head === null) {
    yield skipped('unreadable')
  } else if (/^\s*From /.test(head)) {
    const isInner = isAppleMailbox && name === 'mbox'
    const inFolder = isChosen || isInner ? folder : [...folder, withoutEnding(name)]
    yield { kind: 'mbox', filePath, folder: inFolder, sizeBytes }
  } else if (/\.eml$/i.test(name) || (isChosen && looksLikeHeader(head))) {
    yield { kind: 'eml', filePath, folder, sizeBytes }
  } else {
    yield skipped('not-mail')
  }
}

/** Null: it can't be read. */
async function firstBytes(filePath: string): Promise<string | null> {
  const file = await open(filePath, 'r').catch(() => null)
  if (file === null) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } catch {
    return null
  } finally {
    await file.close()
  }
}

function looksLikeHeader(head: string): boolean {
  return /^([!-9;-~]+:.*\r?\n([ \t].*\r?\n)*){2}/.test(head)
}

function withoutEnding(name: string): string {
  const bare = name.replace(/\.(mbox|mbx|sbd|emlx|eml)$/i, '')
  return bare === '' ? name : bare
}
