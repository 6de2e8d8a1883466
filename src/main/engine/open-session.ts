import { fail, type Result } from '../../shared/result.ts'
import { openAuditorSession } from './auditor-session.ts'
import { openSession } from './session.ts'
import type { SessionDeps } from './session-deps.ts'
import type { AnySession, Session } from './session-type.ts'
import { readVaultKind } from './vault-kind.ts'

/** The session that the vault was made for. */
export function openAnySession(deps: SessionDeps): AnySession {
  return readVaultKind(deps.vault.store) === 'auditor' ? openAuditorSession(deps) : openSession(deps)
}

/** Error: `vault/reads-logs-only` where it is an auditor's. */
export function mailSessionOf(session: Result<AnySession>): Result<Session> {
  if (!session.ok) return session
  return session.value.kind === 'mail' ? { ok: true, value: session.value } : fail('vault/reads-logs-only')
}
