import type { ActivityAsk } from '../../app/sheets.ts'
import { AddBinderSheet } from '../logs/binders/add-binder-sheet.tsx'
import { AddLogSheet } from '../logs/add-log-sheet.tsx'
import { ActivityReviewSheet } from './activity-review-sheet.tsx'
import { ExportSheet } from './export-sheet.tsx'
import { RollbackSheet } from './rollback-sheet.tsx'
import { StorySheet } from './story-sheet.tsx'

/** The sheets that Activity has. */
export function ActivitySheet({ sheet }: { readonly sheet: ActivityAsk }) {
  switch (sheet.kind) {
    case 'review':
      return <ActivityReviewSheet />
    case 'rollback':
      return <RollbackSheet />
    case 'add-log':
      return <AddLogSheet offer={sheet.offer} />
    case 'add-binder':
      return <AddBinderSheet offer={sheet.offer} />
    case 'story':
      return <StorySheet of={sheet.of} from={sheet.from} />
    case 'export':
      return <ExportSheet days={sheet.days} contactId={sheet.contactId} />
  }
}
