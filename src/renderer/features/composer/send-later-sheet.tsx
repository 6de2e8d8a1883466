import { closeSheet } from '../../app/sheets.ts'
import { ScheduleSheet } from '../schedule/schedule-sheet.tsx'
import { openDraft } from './open-draft.ts'

/** When the draft on screen is to leave. */
export function SendLaterSheet() {
  return (
    <ScheduleSheet
      current={null}
      onChoose={(leavesAt) => {
        closeSheet()
        void openDraft.get()?.send([], leavesAt)
      }}
    />
  )
}
