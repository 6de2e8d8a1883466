import type { MessageId } from '../../shared/ids.ts'
import { keptBeginningsBytes } from './limits.ts'

/** Where a message lies at its host; numbered otherwise, it may be another one. */
export interface HostPlace {
  readonly uidValidity: number | null
  readonly uid: number
}

/** The first bytes of a message that is fetched piece by piece. */
export interface Beginning {
  readonly sizeBytes: number
  readonly bytes: () => Uint8Array
  /** @param at where the piece begins: after what is here, or at 0, where it takes its place */
  readonly put: (at: number, piece: Uint8Array) => void
  /** What is here now can be read as the message's text. */
  readonly noteText: () => void
}

/**
 * What came of messages whose fetch was stopped, or that were asked for their text alone. Kept in memory, as long as the
 * session lives and `keptBeginningsBytes` hold it; the one that was fetched longest ago goes first.
 */
export interface Beginnings {
  /** Empty where nothing was kept, or the host's numbers mean other messages since. */
  of(id: MessageId, place: HostPlace): Beginning
  /** The bytes in which a message's text stands, and how many are kept; null where none of it can be read. */
  textOf(id: MessageId): { readonly head: Uint8Array; readonly keptBytes: number } | null
  drop(id: MessageId): void
}

interface Kept {
  readonly place: HostPlace
  pieces: Uint8Array[]
  sizeBytes: number
  text: Uint8Array | null
}

export function createBeginnings(limitBytes: number = keptBeginningsBytes): Beginnings {
  const kept = new Map<MessageId, Kept>()

  function makeRoom(): void {
    let total = [...kept.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    for (const [id, { sizeBytes }] of kept) {
      if (total <= limitBytes || kept.size === 1) return
      kept.delete(id)
      total -= sizeBytes
    }
  }

  return {
    of: (id, place) => {
      const known = kept.get(id)
      const isSame = known?.place.uid === place.uid && known.place.uidValidity === place.uidValidity
      const one: Kept = isSame ? known : { place, pieces: [], sizeBytes: 0, text: null }
      return {
        get sizeBytes() {
          return one.sizeBytes
        },
        bytes: () => Buffer.concat(one.pieces),
        put: (at, piece) => {
          // A fetch that was stopped may still bring what the next one has brought already.
          if (at + piece.length <= one.sizeBytes) return
          if (at === 0) {
            one.pieces = []
            one.text = null
          } else if (at !== one.sizeBytes) return
          one.pieces.push(piece)
          one.sizeBytes = at + piece.length
          // The newest last.
          kept.delete(id)
          kept.set(id, one)
          makeRoom()
        },
        noteText: () => {
          one.text = Buffer.concat(one.pieces)
        },
      }
    },
    textOf: (id) => {
      const one = kept.get(id)
      return one?.text == null ? null : { head: one.text, keptBytes: one.sizeBytes }
    },
    drop: (id) => {
      kept.delete(id)
    },
  }
}
