import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { Account, Draft } from '../../../shared/contract/index.ts'
import { toldAtFoot } from '../../app/cache.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { sayFailure } from '../../app/lines.ts'

export type From = {
  /** The default first. */
  readonly accounts: readonly Account[]
  readonly accountId: Draft['accountId']
  readonly choose: (id: Draft['accountId']) => void
}

/**
 * From which account the letter leaves. With another one its signature comes into the text, and how each recipient is
 * reached and how much fits are asked anew.
 * @param html the text as it stands in the editor
 */
export function useFrom(
  draft: Draft,
  html: string,
  flush: () => Promise<void>,
  setHtml: (html: string) => void,
): From {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { id, accountId } = draft
  const accounts = useQuery(queries.accounts.list.queryOptions({ meta: toldAtFoot })).data ?? []
  const latest = useRef(html)
  useEffect(() => {
    latest.current = html
  }, [html])

  const choose = useCallback(
    (next: Draft['accountId']) => {
      const exchange = async () => {
        await flush()
        const before = latest.current
        const chosen = await client.drafts.chooseAccount({ id, accountId: next })
        // What was typed meanwhile is newer than the text that came along.
        if (latest.current === before && chosen.content.html !== before) setHtml(chosen.content.html)
        cache.setQueryData<Draft>(queries.drafts.get.queryKey({ input: { id } }), (current) => ({
          ...(current ?? chosen),
          accountId: chosen.accountId,
          limitBytes: chosen.limitBytes,
        }))
        await Promise.all(
          [queries.contacts.protection.key(), queries.drafts.size.key(), queries.drafts.scan.key()].map(
            (queryKey) => cache.invalidateQueries({ queryKey }),
          ),
        )
      }
      exchange().catch((error: unknown) => sayFailure(failureOf(error)))
    },
    [cache, client, flush, id, queries, setHtml],
  )
  return { accounts, accountId, choose }
}
