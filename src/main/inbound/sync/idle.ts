import { ok, type Result } from '../../../shared/result.ts'
import { findMailboxByRole, type Store } from '../../store/index.ts'
import type { AccountRecord } from '../../accounts/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { hasNews } from './mailbox-sync.ts'

/**
 * Waits in the inbox until the server tells of a change (`news`) or `signal` aborts (`woken`). What came between the
 * last look at the inbox and now is found by the server's counts (`missed`).
 */
export async function idleInInbox(
  session: ImapSession,
  signal: AbortSignal,
  deps: { readonly account: AccountRecord; readonly store: Store; readonly comparesCounts: boolean },
): Promise<Result<'news' | 'missed' | 'woken'>> {
  const inbox = findMailboxByRole(deps.store, deps.account.id, 'inbox')
  if (inbox === null || signal.aborted) {
    return ok('woken')
  }
  const changed = new AbortController()
  const unlisten = session.onEvent(() => {
    changed.abort()
  })
  try {
    const opened = await session.open(inbox.path)
    if (!opened.ok) {
      return opened
    }
    if (deps.comparesCounts && hasNews(inbox, opened.value, { countsAlone: true })) {
      return ok('missed')
    }
    const idled = await session.idle(AbortSignal.any([signal, changed.signal]))
    return idled.ok ? ok(changed.signal.aborted ? 'news' : 'woken') : idled
  } finally {
    unlisten()
  }
}
