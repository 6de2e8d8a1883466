import type { LegalHold } from '../../../src/shared/contract/index.ts'
import type { AccountId, ContactId } from '../../../src/shared/ids.ts'
import { os } from './base.ts'

function demoHolds(): LegalHold[] {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  return [
    {
      id: 2,
      scope: { kind: 'person', contactId: 1 as ContactId },
      name: 'Daniel Ortiz',
      reason: 'Subpoena of the county court of 3 November, file 26-1182',
      setAt: daysAgo(12),
      lifted: null,
    },
    {
      id: 1,
      scope: { kind: 'account', accountId: 1 as AccountId },
      name: 'ana@rivera-practice.example',
      reason: 'Complaint to the licensing board',
      setAt: daysAgo(400),
      lifted: { at: daysAgo(210), because: 'The board closed the matter.' },
    },
  ]
}

export const holdsRouter = {
  list: os.holds.list.handler(({ context: { state } }) =>
    state.scenario.content === 'empty'
      ? { holds: [], keptMessages: 0 }
      : { holds: demoHolds(), keptMessages: 3 },
  ),
  set: os.holds.set.handler(() => ({ stopped: 0 })),
  lift: os.holds.lift.handler(() => undefined),
}
