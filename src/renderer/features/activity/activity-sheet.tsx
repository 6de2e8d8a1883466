import type { ActivityAsk } from '../../app/sheets.ts'
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
    case 'story':
      return <StorySheet of={sheet.of} />
    case 'export':
      return <ExportSheet days={sheet.days} contactId={sheet.contactId} />
  }
}
