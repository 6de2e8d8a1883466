import { useThrottledValue } from '@mantine/hooks'
import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { Mailbox, MessageRow } from '../../../../shared/contract/index.ts'
import type { MessageId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { where } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'
import type { ListRows } from './list-rows.ts'

const pageSize = 100
/** What is scrolled past needn't be fetched; what comes to rest is there soon. */
const settleMs = 80
/** Pages out of sight are forgotten, however far somebody scrolls. */
const keepMs = 30_000

type Place = { readonly id: MessageId | null; readonly index: number }

/**
 * A mailbox of any length: the pages in sight, the newest, and the one of the open message. Each is asked for by its
 * place in the list, so that the end is as near as the beginning, and a change fetches these pages anew and no others.
 *
 * @param mailboxId null: the inboxes of all accounts together
 */
export function useMailboxRows(mailboxId: Mailbox['id'] | null): ListRows {
  const { queries } = useEngine()
  const { messageId } = useStore(where)
  const [inSight, setInSight] = useState('0 0')
  const [open, setOpen] = useState<Place>({ id: null, index: -1 })
  const settled = useThrottledValue(inSight, settleMs)
  const pages = useMemo(() => pagesFor(settled, open.index), [settled, open.index])
  const results = useQueries({
    queries: pages.map((page) =>
      queries.mail.list.queryOptions({
        input: { mailboxId, cursor: null, offset: page * pageSize, limit: pageSize },
        gcTime: keepMs,
      }),
    ),
  })
  const loaded = new Map(
    pages.map((page, at): [number, readonly MessageRow[]] => [page, results[at]?.data?.rows ?? []]),
  )
  const [newest] = results

  const find = (id: MessageId | null): number => {
    for (const [page, rows] of loaded) {
      const at = rows.findIndex((row) => row.id === id)
      if (at >= 0) return page * pageSize + at
    }
    return -1
  }
  const found = find(messageId)
  // Remembered, because the page that it stands on may have gone out of sight and memory.
  if (open.id !== messageId || (found >= 0 && found !== open.index)) setOpen({ id: messageId, index: found })

  const show = useCallback((first: number, last: number) => {
    setInSight(`${String(Math.floor(first / pageSize))} ${String(Math.floor(last / pageSize))}`)
  }, [])
  const failed = results.find(({ isError }) => isError)
  const ids = [...loaded.values()].flatMap((rows) => rows.map(({ id }) => id))
  return {
    count: newest?.data?.total ?? 0,
    rowAt: (index) => loaded.get(Math.floor(index / pageSize))?.[index % pageSize],
    indexOf: (id) => (id === open.id ? open.index : find(id)),
    ids,
    isPending: newest?.isPending ?? true,
    error: failed?.error ?? null,
    retry: () => {
      for (const result of results) if (result.isError) void result.refetch()
    },
    show,
  }
}

/** In order; the newest is always there, and tells how many messages there are. */
function pagesFor(inSight: string, openIndex: number): number[] {
  const [first = 0, last = 0] = inSight.split(' ').map(Number)
  const wanted = new Set([0, first, last])
  if (openIndex >= 0) wanted.add(Math.floor(openIndex / pageSize))
  return [...wanted].sort((a, b) => a - b)
}
