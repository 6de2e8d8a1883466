import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { transportLimits } from '../limits.ts'
import { dateOf } from './fetch.ts'
import type { FetchedPieces, Piecemeal } from './types.ts'

/**
 * Downloads one message in pieces (RFC 3501 section 6.4.5, BODY[]<start.length>), the first a short one, so that its
 * progress can be told, it can be read before it is here whole, and go on where it was stopped. It ends with the first
 * piece of another length than asked for: what the server says of the size may be an estimate, and one that knows no
 * pieces sends everything at once, which then counts from the start. Null: no such message. Error: `message/too-large`.
 */
export async function fetchInPieces(
  client: ImapFlow,
  uid: number,
  { start, onPiece }: Piecemeal,
): Promise<Result<FetchedPieces | null>> {
  const { headBytes, pieceBytes, messageBytes } = transportLimits
  let done = start
  for (;;) {
    const wanted = done === 0 ? headBytes : pieceBytes
    const source = { start: done, maxLength: wanted }
    const query = { uid: true, flags: true, internalDate: true, size: true, source }
    const message = await fetchPiece(client, uid, query)
    if (message?.source === undefined) return ok(null)
    const piece = message.source
    const at = piece.length > wanted ? 0 : done
    done = at + piece.length
    const stated = Math.max(message.size ?? 0, done)
    if (stated > messageBytes) return fail('message/too-large', { limitBytes: messageBytes })
    const isWhole = piece.length !== wanted
    const goesOn = onPiece({ bytes: piece, at, totalBytes: stated })
    if (isWhole || !goesOn) {
      return ok({
        uid,
        flags: message.flags ?? new Set(),
        modseq: message.modseq ?? null,
        internalDate: dateOf(message),
        isWhole,
      })
    }
  }
}

/** Among what else the server may tell of other messages meanwhile. */
async function fetchPiece(
  client: ImapFlow,
  uid: number,
  query: FetchQueryObject,
): Promise<FetchMessageObject | undefined> {
  let found: FetchMessageObject | undefined
  for await (const message of client.fetch(String(uid), query, { uid: true })) {
    if (message.uid === uid && message.source !== undefined) found = message
  }
  return found
}
