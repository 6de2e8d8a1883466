import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditRow, StorySubject } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { closeSheet } from '../../app/sheets.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { EventDays, type ReadFrom } from './event-days.tsx'

/** What happened to one message, from the draft to its delivery and to whoever looked at it; the oldest first. */
export function StorySheet({ of, from }: Pick<Props, 'of'> & { readonly from: ReadFrom | null }) {
  return from === null ? <OwnStory of={of} /> : <ReadStory of={of} from={from} />
}

type Props = { readonly of: StorySubject; readonly from: ReadFrom }

function OwnStory({ of }: Pick<Props, 'of'>) {
  const { queries } = useEngine()
  return <Story story={useQuery(queries.audit.story.queryOptions({ input: of, staleTime: 0 }))} />
}

function ReadStory({ of, from }: Props) {
  const { queries } = useEngine()
  const story = useQuery(queries.logs.story.queryOptions({ input: { id: from.log, of }, staleTime: 0 }))
  return <Story story={story} from={from} />
}

type StoryProps = {
  readonly story: {
    readonly isPending: boolean
    readonly isError: boolean
    readonly error: unknown
    readonly data?: readonly AuditRow[] | undefined
    readonly refetch: () => Promise<unknown>
  }
  readonly from?: ReadFrom
}

function Story({ story, from }: StoryProps) {
  const { t } = useTranslation()
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
          <EventDays rows={story.data} isStory from={from} />
        </>
      )}
    </Sheet>
  )
}
