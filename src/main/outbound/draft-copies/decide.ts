import { createHash } from 'node:crypto'

/** A version of a draft that was met on the host. */
export interface FoundVersion {
  /** With angle brackets. */
  readonly messageId: string
  readonly replaces: readonly string[]
  readonly savedAt: number
}

/** The draft with the same lasting id that is here. */
export interface LocalVersion {
  readonly copyMessageId: string | null
  readonly versions: readonly string[]
  readonly savedAt: number
  /** Written on since it was copied. */
  readonly isChanged: boolean
  /** It waits to leave. */
  readonly isLeaving: boolean
}

/**
 * `same`: what is here. `older`: what is here came after it. `newer`: it came after what is here, which may give way.
 * Else both were written from one version, or nobody knows, and both are kept: the one that was saved last stays the
 * draft that it was (`beside`: the one here; `instead`: the one found), the other becomes a draft of its own.
 */
export type Decision = 'same' | 'older' | 'newer' | 'beside' | 'instead'

/** The same on every computer that has both versions, so that all end with the same two drafts. */
export function decideVersion(found: FoundVersion, local: LocalVersion): Decision {
  if (found.messageId === local.copyMessageId) {
    return 'same'
  }
  if (local.versions.includes(found.messageId)) {
    return 'older'
  }
  if (local.isLeaving) {
    return 'beside'
  }
  const cameAfter = local.copyMessageId !== null && found.replaces.includes(local.copyMessageId)
  if (cameAfter && !local.isChanged) {
    return 'newer'
  }
  const [one, other] = [
    [found.savedAt, found.messageId],
    [local.savedAt, local.isChanged ? '' : (local.copyMessageId ?? '')],
  ] as const
  const isLater = one[0] === other[0] ? one[1] > other[1] : one[0] > other[0]
  return isLater ? 'instead' : 'beside'
}

/** The lasting id of a version that became a draft of its own: every computer finds the same. */
export function idBeside(lastingId: string, messageId: string): string {
  return createHash('sha256').update(`${lastingId} ${messageId}`).digest('hex').slice(0, 32)
}
