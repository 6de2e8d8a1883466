import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EvidenceBody } from '../../../shared/contract/index.ts'
import type { FileHandle } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'

/** What a sheet started from; null for something new. */
export type Base = { readonly record: number; readonly version: number } | null

/**
 * Writes one version more of what a sheet was opened with. Where somebody wrote one meanwhile it is refused: the sheet
 * stays as it is, and what it is opened with next is the newer one.
 *
 * @param then instead of closing the sheet
 */
export function useSaveRecord(base: Base, then: () => void = closeSheet) {
  const { t } = useTranslation()
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const refresh = async () => {
    // What is counted of it comes when it comes: the sheet goes back to the list.
    void cache.invalidateQueries({ queryKey: queries.evidence.overview.key() })
    void cache.invalidateQueries({ queryKey: queries.evidence.openCount.key() })
    await Promise.all([
      cache.invalidateQueries({ queryKey: queries.evidence.list.key() }),
      cache.invalidateQueries({ queryKey: queries.evidence.history.key() }),
    ])
  }
  const save = useMutation({
    mutationFn: ({ body, file = null }: { body: EvidenceBody; file?: FileHandle | null }) =>
      client.evidence.save({ record: base?.record ?? null, version: base?.version ?? 0, body, file }),
    onSuccess: async () => {
      await refresh()
      then()
      say(t('common.saved'))
    },
    onError: refresh,
  })
  return {
    save: save.mutate,
    isSaving: save.isPending,
    failure: save.isError ? failureOf(save.error) : null,
  }
}
