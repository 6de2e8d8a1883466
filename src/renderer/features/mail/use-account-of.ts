import { useQuery } from '@tanstack/react-query'
import type { MessageRow } from '../../../shared/contract/index.ts'
import { toldAtFoot } from '../../app/cache.ts'
import { useEngine } from '../../app/engine.ts'
import { accountLabels } from '../account/account-labels.ts'
import { useMailboxes } from './boxes.ts'

/** Which account a row is of, in a word or two; null where there is but one account. */
export function useAccountOf(): (row: MessageRow) => string | null {
  const { queries } = useEngine()
  const accounts = useQuery(queries.accounts.list.queryOptions({ meta: toldAtFoot })).data
  const mailboxes = useMailboxes()
  if (accounts === undefined || accounts.length < 2) return () => null
  const labels = accountLabels(accounts)
  const byMailbox = new Map(mailboxes.map(({ id, accountId }) => [id, labels.get(accountId) ?? null]))
  return ({ mailboxId }) => byMailbox.get(mailboxId) ?? null
}
