import type { ContactId } from '../../../src/shared/ids.ts'
import type { PossibleDisclosure } from '../../../src/shared/contract/index.ts'
import { os } from './base.ts'
import type { DoubleState } from './state.ts'

function possible(state: DoubleState, contactId: ContactId): PossibleDisclosure[] {
  const judged = new Set(
    state.evidence.flatMap(({ body }) =>
      body.kind === 'disclosure' && body.contactId === contactId ? [body.messageId] : [],
    ),
  )
  const messages: readonly PossibleDisclosure[] = [
    {
      messageId: '<consult@rivera-practice.example>',
      subject: 'Consultation on sleep and medication',
      sentAt: new Date(Date.now() - 6 * 86_400_000).toISOString(),
      recipients: [{ name: 'Susan Lee', address: 'lee@northside-psychiatry.example' }],
      because: 'named',
    },
    {
      messageId: '<records@rivera-practice.example>',
      subject: 'Records you asked for',
      sentAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
      recipients: [{ name: '', address: 'records@county-court.example' }],
      because: 'answered',
    },
  ]
  return state.scenario.content === 'empty' ? [] : messages.filter(({ messageId }) => !judged.has(messageId))
}

export const disclosuresRouter = {
  possible: os.disclosures.possible.handler(({ context: { state }, input }) =>
    possible(state, input.contactId),
  ),
  saveAccounting: os.disclosures.saveAccounting.handler(() => ({ saved: true, count: 1 })),
}
