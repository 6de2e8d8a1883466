import { commitBytes, commitMs } from '../limits.ts'

/** How much goes into one commit: as much as this machine can write without holding the thread up noticeably. */
export interface Pace {
  /** Bytes that the next commit should hold. */
  bytes(): number
  /** A commit of `bytes` took `tookMs`. */
  took(bytes: number, tookMs: number): void
}

/** Small commits cost more: the index is written in pieces, and the disk is waited for at each. */
export function createPace(): Pace {
  let target: number = commitBytes.first
  return {
    bytes: () => target,
    took: (bytes, tookMs) => {
      const fitting = (bytes * commitMs) / Math.max(tookMs, 1)
      // Half the way, since one commit says little: another program may have had the disk.
      target = Math.min(Math.max((target + fitting) / 2, commitBytes.least), commitBytes.most)
    },
  }
}
