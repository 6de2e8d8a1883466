import { describe, expect, it } from 'vitest'
import type { RecipientOutcome, SubmissionOutcome } from '../transport/index.ts'
import { outcomeOf } from './submit.ts'

const reply = { replyCode: 550, status: '5.2.2' }
const said = (...states: RecipientOutcome['state'][]): SubmissionOutcome => ({
  kind: 'answered',
  tls: 'TLSv1.3',
  recipients: states.map((state, index) => {
    const address = `${String(index)}@mail.test`
    return state === 'accepted' ? { address, state } : { address, state, reply }
  }),
})

describe('what the host’s answers mean', () => {
  const rows: [RecipientOutcome['state'][], (string | null)[]][] = [
    [['accepted'], [null]],
    [
      ['accepted', 'accepted'],
      [null, null],
    ],
    [['refused'], ['smtp/mailbox-full']],
    [
      ['accepted', 'refused'],
      [null, 'smtp/mailbox-full'],
    ],
    [['deferred'], ['smtp/deferred']],
    [
      ['deferred', 'refused'],
      ['smtp/deferred', 'smtp/mailbox-full'],
    ],
    [
      ['accepted', 'deferred'],
      [null, 'smtp/deferred'],
    ],
    [
      ['accepted', 'deferred', 'refused'],
      [null, 'smtp/deferred', 'smtp/mailbox-full'],
    ],
  ]
  it.each(rows)('%j: each for itself', (states, codes) => {
    const outcome = outcomeOf(said(...states))
    expect(outcome.kind === 'answered' ? outcome.recipients.map(({ outcome }) => outcome) : null).toEqual(
      states,
    )
    expect(outcome.kind === 'answered' ? outcome.recipients.map(({ code }) => code) : null).toEqual(codes)
  })

  it('nothing at all after the data: unknown', () => {
    expect(outcomeOf({ kind: 'unknown' })).toEqual({ kind: 'unknown' })
  })
})
