import type { LogicalMessageId } from '../../../shared/ids.ts'
import { closeSheet } from '../../app/sheets.ts'
import { ScheduleSheet } from '../schedule/schedule-sheet.tsx'
import { useOutboxActions } from './use-outbox-actions.ts'

type Props = { readonly logicalId: LogicalMessageId; readonly leavesAt: string | null }

/** Another time for a message that waits for its own. */
export function RescheduleSheet({ logicalId, leavesAt }: Props) {
  const actions = useOutboxActions()
  return (
    <ScheduleSheet
      current={leavesAt}
      onChoose={(chosen) => {
        closeSheet()
        actions.schedule(logicalId, chosen)
      }}
    />
  )
}
