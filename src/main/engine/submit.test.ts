import { describe, expect, it } from 'vitest'
import type { RecipientOutcome, SubmissionOutcome } from '../transport/index.ts'
import { outcomeOf } from './submit.ts'

const reply = { replyCode: 450, status: null }
const said = (...states: RecipientOutcome['state'][]): SubmissionOutcome => ({
  kind: 'answered',
  tls: 'TLSv1.3',
  recipients: states.map((state, index) => {
    const address = `${String(index)}@mail.test`
    return state === 'accepted' ? { address, state } : { address, state, reply }
  }),
})

describe('what the host’s answers mean for the whole message', () => {
  const rows: [RecipientOutcome['state'][], string, (string | null)[]?][] = [
    [['accepted'], 'answered', [null]],
    [['accepted', 'accepted'], 'answered', [null, null]],
    [['refused'], 'answered', ['smtp/recipient-refused']],
    [['accepted', 'refused'], 'answered', [null, 'smtp/recipient-refused']],
    [['deferred'], 'deferred'],
    [['deferred', 'refused'], 'deferred'],
    // Trying again with the same bytes would reach the first one twice.
    [['accepted', 'deferred'], 'answered', [null, 'smtp/deferred']],
    [['accepted', 'deferred', 'refused'], 'answered', [null, 'smtp/deferred', 'smtp/recipient-refused']],
  ]
  it.each(rows)('%j: %s', (states, kind, codes) => {
    const outcome = outcomeOf(said(...states))
    expect(outcome.kind).toBe(kind)
    expect(outcome.kind === 'answered' ? outcome.recipients.map(({ code }) => code) : undefined).toEqual(
      codes,
    )
  })

  it('nothing at all after the data: unknown', () => {
    expect(outcomeOf({ kind: 'unknown' })).toEqual({ kind: 'unknown' })
  })
})
