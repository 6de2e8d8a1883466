import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { ImportProblemReason } from '../../../shared/contract/index.ts'
import {
  createMboxSplitter,
  limits,
  noNotes,
  readEmlx,
  readHeaderOnly,
  readMailboxNotes,
  withMailLineEnds,
  type MailboxNotes,
  type MboxMessage,
} from '../../mime/index.ts'
import type { MailSource } from './mail-sources.ts'

/** What reading a file of mail comes upon, in the order of the file. */
export type Found =
  | {
      readonly kind: 'message'
      readonly raw: Uint8Array
      readonly notes: MailboxNotes
      readonly receivedAt: Date
      /** How far into the file it ends. */
      readonly doneBytes: number
    }
  | { readonly kind: 'problem'; readonly reason: ImportProblemReason; readonly doneBytes: number }

const pieceBytes = 1024 * 1024
/** Above it a message isn't brought; the same as of mail from a server. */
const mostMessageBytes = limits.maxMessageBytes

/** Reads a file of mail with one message in memory at a time. Total: what can't be read is told. */
export async function* readSource(source: MailSource): AsyncGenerator<Found> {
  const { filePath, kind } = source
  let file: FileHandle
  try {
    // Whatever was put in its place since it was found: no link is followed, nothing waited for.
    file = await open(filePath, constants.O_RDONLY | noFollow)
  } catch {
    yield { kind: 'problem', reason: 'unreadable', doneBytes: source.sizeBytes }
    return
  }
  try {
    const info = await file.stat()
    if (!info.isFile()) {
      yield { kind: 'problem', reason: 'not-mail', doneBytes: source.sizeBytes }
    } else if (kind === 'mbox') {
      yield* readMbox(file, info.mtime)
    } else if (info.size > mostMessageBytes) {
      yield { kind: 'problem', reason: 'too-large', doneBytes: info.size }
    } else {
      yield readOne(source, await file.readFile(), info.mtime)
    }
  } catch {
    yield { kind: 'problem', reason: 'unreadable', doneBytes: source.sizeBytes }
  } finally {
    await file.close()
  }
}

/** Windows has neither flag. */
const noFollow =
  ((constants as Partial<typeof constants>).O_NOFOLLOW ?? 0) |
  ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0)

async function* readMbox(file: FileHandle, writtenAt: Date): AsyncGenerator<Found> {
  const splitter = createMboxSplitter(mostMessageBytes)
  let at = 0
  for (;;) {
    // A buffer of its own for each: the splitter keeps parts of it.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes, at)
    at += bytesRead
    const messages = bytesRead === 0 ? splitter.end() : splitter.push(buffer.subarray(0, bytesRead))
    for (const message of messages) yield foundInMbox(message, at, writtenAt)
    if (bytesRead === 0) return
  }
}

function foundInMbox({ separator, raw, sizeBytes }: MboxMessage, doneBytes: number, writtenAt: Date): Found {
  if (raw === null) return { kind: 'problem', reason: 'too-large', doneBytes }
  if (sizeBytes === 0) return { kind: 'problem', reason: 'empty', doneBytes }
  const receivedAt = timeOf(separator) ?? sentAt(raw) ?? writtenAt
  return { kind: 'message', raw: withMailLineEnds(raw), notes: readMailboxNotes(raw), receivedAt, doneBytes }
}

function readOne({ kind, filePath }: MailSource, bytes: Uint8Array, writtenAt: Date): Found {
  const doneBytes = bytes.length
  const problem = (reason: ImportProblemReason): Found => ({ kind: 'problem', reason, doneBytes })
  if (bytes.length === 0) return problem('empty')
  if (kind === 'emlx') {
    const read = readEmlx(bytes)
    if (read === null) return problem('damaged')
    const receivedAt = read.receivedAt === null ? (sentAt(read.raw) ?? writtenAt) : new Date(read.receivedAt)
    return { kind: 'message', raw: withMailLineEnds(read.raw), notes: read.notes, receivedAt, doneBytes }
  }
  const raw = withMailLineEnds(bytes)
  if (kind === 'maildir') {
    const name = path.basename(filePath)
    const receivedAt = maildirTime(name) ?? sentAt(raw) ?? writtenAt
    return { kind: 'message', raw, notes: maildirNotes(name), receivedAt, doneBytes }
  }
  return { kind: 'message', raw, notes: noNotes, receivedAt: sentAt(raw) ?? writtenAt, doneBytes }
}

/** The letters after ":2," of a file in `cur` (https://cr.yp.to/proto/maildir.html); on Windows ";2,". */
function maildirNotes(name: string): MailboxNotes {
  const letters = /[:;!]2,([A-Za-z]*)$/.exec(name)?.[1] ?? ''
  return {
    isSeen: letters.includes('S'),
    isAnswered: letters.includes('R'),
    isFlagged: letters.includes('F'),
    isDraft: letters.includes('D'),
    isDeleted: letters.includes('T'),
  }
}

/** A name begins with the second of the delivery. */
function maildirTime(name: string): Date | null {
  const seconds = /^(\d{9,10})\./.exec(name)?.[1]
  return seconds === undefined ? null : new Date(Number(seconds) * 1000)
}

/** Of a separator, as C's asctime writes it, in UTC (RFC 4155); null where it says none. */
function timeOf(separator: string): Date | null {
  const found =
    /([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?) +(?:[A-Z]{2,5} +|[+-]\d{4} +)?(\d{4})/.exec(
      separator,
    )
  if (found === null) return null
  const [, month = '', day = '', time = '', year = ''] = found
  const at = Date.parse(`${day} ${month} ${year} ${time} UTC`)
  return Number.isNaN(at) ? null : new Date(at)
}

function sentAt(raw: Uint8Array): Date | null {
  const date = readHeaderOnly(raw)?.date ?? null
  return date === null ? null : new Date(date)
}
