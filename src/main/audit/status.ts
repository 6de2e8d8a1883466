import { latestCheckpoint, listAuditEventsAfter, type AuditEventRow, type Reader } from '../store/index.ts'
import { headIn, type AnchorPlace } from './anchor.ts'
import { isExplained } from './rollback.ts'
import { chainBeginning, checkChain, type ChainReport } from './chain.ts'

export type AuditStatus = Pick<ChainReport, 'count' | 'head' | 'firstBad'> & {
  /** When the head was last kept outside the store, ms since 1970. */
  readonly anchoredAt: number | null
  /** The store holds less, or other records, than its anchor says: it was rolled back or written anew. */
  readonly isRolledBack: boolean
}

const pieceSize = 1000

/**
 * Walks the whole chain in pieces, so that nothing else waits long, and holds it against its anchor.
 *
 * @param publicKey of the vault's key for audit signing, raw, base64
 */
export async function statusOf(reader: Reader, anchor: AnchorPlace, publicKey: string): Promise<AuditStatus> {
  const anchored = headIn(await anchor.read())
  let start = chainBeginning
  let count = 0
  let anchoredHash: string | null = null
  for (;;) {
    const rows = listAuditEventsAfter(reader, start.seq - 1, pieceSize)
    const report = checkChain(rows.map(keptOf), publicKey, start)
    count += report.count
    const row = rows.find(({ seq }) => seq === anchored?.seq)
    if (row !== undefined) anchoredHash = keptOf(row).hash
    start = report.next
    if (report.firstBad !== null || rows.length < pieceSize) {
      return {
        count,
        head: report.head,
        firstBad: report.firstBad,
        anchoredAt: anchoredAt(reader),
        isRolledBack:
          report.firstBad === null &&
          anchored !== null &&
          anchoredHash !== anchored.hash &&
          !isExplained(reader, anchored),
      }
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The columns beside the record are only an index: when they disagree with it the record doesn't count as read. */
function keptOf({ seq, at, type, canonical, hash }: AuditEventRow) {
  const text = new TextDecoder().decode(canonical)
  const agrees =
    text.includes(`"seq":${seq},`) &&
    text.includes(`"at":"${isoOf(at)}"`) &&
    text.includes(`"type":${JSON.stringify(type)}`)
  return { bytes: agrees ? canonical : new Uint8Array(0), hash: Buffer.from(hash).toString('hex') }
}

function isoOf(at: number): string {
  return Number.isSafeInteger(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : ''
}

function anchoredAt(reader: Reader): number | null {
  const times = (['keychain', 'export'] as const).flatMap(
    (place) => latestCheckpoint(reader, place)?.at ?? [],
  )
  return times.length === 0 ? null : Math.max(...times)
}
