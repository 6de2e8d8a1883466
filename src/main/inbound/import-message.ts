import type { FetchedMessage, MessageFlags, Store } from '../store/index.ts'
import type { Trust } from '../sealing/index.ts'
import { readScreeningKnowledge } from './judge.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { prepareMessage, type PreparingKnowledge } from './sync/prepare.ts'

/** A message from a file, as found there. */
export interface FileMessage {
  readonly raw: Uint8Array
  readonly flags: Omit<MessageFlags, 'keywords'>
  readonly internalDate: Date
}

/**
 * Makes messages from files ready for the store as those of a server are: opened, judged, summarised. Nothing else is
 * learned from them, neither keys nor deliveries: a file may come from anywhere, and what it says is old.
 */
export interface FileMessages {
  /** What opening them needs to know, at this moment; good for a batch. */
  knowledge(): PreparingKnowledge
  /** Total: what can't be read is listed. */
  prepare(message: FileMessage, known: PreparingKnowledge): Promise<FetchedMessage>
}

export function createFileMessages(store: Store, trust: () => Trust): FileMessages {
  return {
    knowledge: () => ({
      opening: readOpeningKnowledge(store, trust()),
      screening: readScreeningKnowledge(store),
      account: null,
      logicalIdOf: () => null,
      ownCopyOf: () => null,
      draftIn: () => null,
      onLearned: () => undefined,
      onAnswered: () => undefined,
      onReport: () => null,
      onAutocrypt: () => Promise.resolve(),
    }),

    prepare: async ({ raw, flags, internalDate }, known) => {
      const downloaded = {
        uid: 1,
        modseq: null,
        flags: new Set<string>(),
        internalDate,
        size: raw.length,
        source: raw,
      }
      const prepared = await prepareMessage(downloaded, known, 'other', null)
      return { ...prepared, uid: null, flags: { ...flags, keywords: [] } }
    },
  }
}
