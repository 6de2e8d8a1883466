import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { StorySubject } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { closeSheet } from '../../app/sheets.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { EventDays } from './event-days.tsx'

/** What happened to one message, from the draft to its delivery and to whoever looked at it; the oldest first. */
export function StorySheet({ of }: { readonly of: StorySubject }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const story = useQuery(queries.audit.story.queryOptions({ input: of, staleTime: 0 }))
  return (
    <Sheet
      title={t('activity.story.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {story.isPending && <SkeletonRows />}
      {story.isError && <FailureNote failure={failureOf(story.error)} retry={() => void story.refetch()} />}
      {story.data?.length === 0 && <Empty text={t('activity.story.empty')} />}
      {story.data !== undefined && story.data.length > 0 && (
        <>
          <p className="detail">{t('activity.story.about')}</p>
          <EventDays rows={story.data} isStory />
        </>
      )}
    </Sheet>
  )
}
