import { fail, type Result } from '../../shared/result.ts'
import { openAuditorSession } from './auditor-session.ts'
import { desktopWhileOpen, onlyWhileOpen } from './desktop-while-open.ts'
import { openSession } from './session.ts'
import type { SessionDeps } from './session-deps.ts'
import type { AnySession, Session } from './session-type.ts'
import { readVaultKind } from './vault-kind.ts'

/** The session that the vault was made for. What it asks of the desktop, it asks while that is open. */
export function openAnySession({ desktop, printPage, ...given }: SessionDeps): AnySession {
  const { store } = given.vault
  const deps: SessionDeps = {
    ...given,
    desktop: desktopWhileOpen(desktop, store),
    printPage: (html) => onlyWhileOpen(store, () => printPage(html)),
  }
  return readVaultKind(store) === 'auditor' ? openAuditorSession(deps) : openSession(deps)
}

/** Error: `vault/reads-logs-only` where it is an auditor's. */
export function mailSessionOf(session: Result<AnySession>): Result<Session> {
  if (!session.ok) return session
  return session.value.kind === 'mail' ? { ok: true, value: session.value } : fail('vault/reads-logs-only')
}
