import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft, DraftContent, DraftSize, SeenDraft } from '../../../shared/contract/index.ts'
import { toldAtFoot } from '../../app/cache.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import type { Lightening } from './foot/too-large.tsx'

/** Recipients and files change it; each letter typed hardly does. */
const sizeMs = 600

/** How large the letter becomes on its way; asked only where files are attached. */
export function useSize({ id, attachments }: Draft, content: DraftContent): DraftSize | undefined {
  const { queries } = useEngine()
  const [settled] = useDebouncedValue(content, sizeMs)
  return useQuery(
    queries.drafts.size.queryOptions({
      input: { id, content: settled },
      enabled: attachments.length > 0,
      placeholderData: keepPreviousData,
      meta: toldAtFoot,
      gcTime: 0,
    }),
  ).data
}

/** One form alone, several messages, or by hand. */
export function useLightening(
  draft: SeenDraft,
  flush: () => Promise<void>,
  update: (change: Partial<DraftContent>) => void,
): Lightening {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { t } = useTranslation()
  const [isBusy, setIsBusy] = useState(false)
  const { id } = draft

  const run = (work: () => Promise<void>) => {
    setIsBusy(true)
    flush()
      .then(work)
      .catch((error: unknown) => sayFailure(failureOf(error)))
      .finally(() => {
        setIsBusy(false)
      })
  }
  return {
    isBusy,
    chooseForm: (oneForm) => {
      update({ oneForm })
    },
    split: () => {
      run(async () => {
        const drafts = await client.drafts.split(draft)
        const [first] = drafts
        if (first === undefined) return
        update({ subject: first.content.subject })
        cache.setQueryData<Draft>(queries.drafts.get.queryKey({ input: { id } }), (current) =>
          current === undefined ? first : { ...current, attachments: first.attachments },
        )
        say(t('composer.large.divided', { count: drafts.length }))
        await cache.invalidateQueries({ queryKey: queries.drafts.size.key() })
        await cache.invalidateQueries({ queryKey: queries.drafts.list.key() })
      })
    },
    handOver: () => {
      run(async () => {
        const { saved } = await client.drafts.handOver(draft)
        if (saved) say(t('composer.large.handed'))
      })
    },
  }
}
