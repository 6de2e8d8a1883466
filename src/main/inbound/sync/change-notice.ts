import type { AppEvent } from '../../../shared/contract/index.ts'
import type { MailboxId } from '../../../shared/ids.ts'
import { changeGatherMs } from '../limits.ts'

/** Tells of the first change at once, and gathers what follows it into one event. */
export interface ChangeNotice {
  /** Null: any mailbox may have changed. */
  changed(mailboxId: MailboxId | null): void
  stop(): void
}

export function createChangeNotice(publish: (event: AppEvent) => void, all: () => MailboxId[]): ChangeNotice {
  const mailboxIds = new Set<MailboxId>()
  let timer: NodeJS.Timeout | null = null

  function tell(): void {
    timer = null
    if (mailboxIds.size === 0) {
      return
    }
    const told = [...mailboxIds]
    mailboxIds.clear()
    timer = setTimeout(tell, changeGatherMs)
    publish({ type: 'mail-changed', mailboxIds: told })
  }

  return {
    changed: (mailboxId) => {
      ;(mailboxId === null ? all() : [mailboxId]).forEach((id) => mailboxIds.add(id))
      if (timer === null) {
        tell()
      }
    },
    stop: () => {
      mailboxIds.clear()
      if (timer !== null) {
        clearTimeout(timer)
        timer = null
      }
    },
  }
}
