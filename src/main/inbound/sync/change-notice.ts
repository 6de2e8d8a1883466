import type { AppEvent } from '../../../shared/contract/index.ts'
import type { MailboxId } from '../../../shared/ids.ts'

/** Changes come in bursts; the window is told at most this often. */
const gatherMs = 150

/** Gathers what has changed into one event. */
export interface ChangeNotice {
  /** Null: any mailbox may have changed. */
  changed(mailboxId: MailboxId | null): void
  stop(): void
}

export function createChangeNotice(publish: (event: AppEvent) => void, all: () => MailboxId[]): ChangeNotice {
  const mailboxIds = new Set<MailboxId>()
  let timer: NodeJS.Timeout | null = null
  return {
    changed: (mailboxId) => {
      ;(mailboxId === null ? all() : [mailboxId]).forEach((id) => mailboxIds.add(id))
      timer ??= setTimeout(() => {
        timer = null
        publish({ type: 'mail-changed', mailboxIds: [...mailboxIds] })
        mailboxIds.clear()
      }, gatherMs)
    },
    stop: () => {
      if (timer !== null) {
        clearTimeout(timer)
        timer = null
      }
    },
  }
}
