import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DraftContent, RecipientProtection, ScanSummary } from '../../../shared/contract/index.ts'
import type { DraftId } from '../../../shared/ids.ts'
import { toldAtFoot } from '../../app/cache.ts'
import { useEngine } from '../../app/engine.ts'

/** How long typing must pause before the text is looked at. */
const scanMs = 400

/** What the scan finds in the text as it stands, a moment after typing pauses. */
export function useScan(id: DraftId, content: DraftContent): ScanSummary | undefined {
  const { queries } = useEngine()
  const [settled] = useDebouncedValue(content, scanMs)
  return useQuery(
    queries.drafts.scan.queryOptions({
      input: { id, content: settled },
      placeholderData: keepPreviousData,
      meta: toldAtFoot,
      // Holds the text of a message: kept no longer than it is shown.
      gcTime: 0,
    }),
  ).data
}

/** How each recipient would be reached, by address in lower case. */
export function useProtections(
  draft: DraftId,
  content: DraftContent,
): ReadonlyMap<string, RecipientProtection> {
  const { queries } = useEngine()
  const addresses = [...content.to, ...content.cc, ...content.bcc].map((person) => person.address)
  const answer = useQuery(
    queries.contacts.protection.queryOptions({
      input: { addresses, draft },
      enabled: addresses.length > 0,
      placeholderData: keepPreviousData,
      meta: toldAtFoot,
    }),
  )
  return new Map((answer.data ?? []).map((entry) => [entry.address.toLowerCase(), entry]))
}
