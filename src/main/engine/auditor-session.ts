import type { SessionDeps } from './session-deps.ts'
import { createVaultSession, type VaultSession } from './vault-session.ts'

/** Of somebody who reads exported logs: no account, no mail, and nothing that could send or fetch any. */
export interface AuditorSession extends VaultSession {
  readonly kind: 'auditor'
}

export function openAuditorSession(deps: SessionDeps): AuditorSession {
  return { kind: 'auditor', ...createVaultSession(deps, () => undefined) }
}
