import { afterDraftDueMs, draftQuietMs, draftUncopiedMs } from './limits.ts'

/** Says when drafts that were saved are due to be copied to the host. */
export interface DraftNotice {
  saved(): void
  stop(): void
}

export function createDraftNotice(onDue: () => void): DraftNotice {
  let timer: NodeJS.Timeout | undefined
  let latestAt = Infinity
  return {
    saved: () => {
      clearTimeout(timer)
      latestAt = Math.min(latestAt, performance.now() + draftUncopiedMs)
      const inMs = Math.min(draftQuietMs, latestAt - performance.now()) + afterDraftDueMs
      timer = setTimeout(() => {
        latestAt = Infinity
        onDue()
      }, inMs)
      timer.unref()
    },
    stop: () => {
      clearTimeout(timer)
      latestAt = Infinity
    },
  }
}
