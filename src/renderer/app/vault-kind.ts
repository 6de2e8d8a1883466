import { useQuery } from '@tanstack/react-query'
import type { AppState } from '../../shared/contract/index.ts'
import { useEngine } from './engine.ts'

/** What the open vault is for: an auditor's has no mail, and nothing that mail brings. */
export function useVaultKind(): AppState['vaultKind'] {
  const { queries } = useEngine()
  return useQuery(queries.app.state.queryOptions()).data?.vaultKind ?? 'mail'
}
