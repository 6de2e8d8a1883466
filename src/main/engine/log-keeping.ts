import type { AuditLog } from '../audit/index.ts'
import type { CollectorDesk } from './collector/collector-desk.ts'

/** How old the anchor of the audit log may become while the practice works (docs/audit-log.md). */
const anchorEveryMs = 10 * 60_000

/** What keeps the log outside the store while the vault is open: its anchor, and the collector. */
export interface LogKeeping {
  /** @param isMadeAnew the vault was just made: its log begins behind what was kept of one before it */
  start(isMadeAnew: boolean): void
  stop(): Promise<void>
}

export function createLogKeeping(
  audit: Pick<AuditLog, 'anchorHead' | 'watchClock'>,
  collector: Pick<CollectorDesk, 'start' | 'stop'>,
): LogKeeping {
  let anchoring: NodeJS.Timeout | undefined
  return {
    start: (isMadeAnew) => {
      collector.start()
      void audit.anchorHead(isMadeAnew)
      anchoring = setInterval(() => {
        audit.watchClock()
        void audit.anchorHead()
      }, anchorEveryMs)
      anchoring.unref()
    },
    stop: async () => {
      clearInterval(anchoring)
      await collector.stop()
    },
  }
}
