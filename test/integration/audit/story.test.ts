import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldLetter, letLeave, ordinaryLetter, testSender } from '../../support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'
import { createDrafts, createOutbox } from '../../../src/main/outbound/index.ts'
import { listAuditEventsOf } from '../../../src/main/store/index.ts'
import { scanFully } from '../../../src/main/phi/index.ts'
import { fail } from '../../../src/shared/result.ts'
import { storyOf, type StoryOf } from '../../../src/main/audit/index.ts'

let practice: TestPractice

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
})
afterEach(() => {
  practice.dispose()
})

const typesOf = (...of: StoryOf[]) =>
  storyOf((references, limit) => listAuditEventsOf(practice.store, references, limit), of).map(
    ({ type }) => type,
  )

describe('the story of one message', () => {
  it('goes from its draft to its delivery, from whichever end it is asked for, and holds nothing of another', async () => {
    const readOriginal = () => Promise.resolve(fail('message/absent'))
    const drafts = createDrafts({
      ...practice,
      readOriginal,
      onSaved: () => undefined,
      onGone: () => undefined,
    })
    const { id: draft } = valueOf(drafts.createNew({}, ''))
    valueOf(drafts.save(draft, { takenRevision: 0, content: ordinaryLetter }))
    const sent = valueOf(await testSender(practice).send(draft, []))
    if (sent.kind !== 'held') throw new Error('asked')
    await heldLetter(practice, { subject: 'Another' })
    await letLeave(practice)
    const story = typesOf({ kind: 'logical', id: sent.logicalId })
    expect(story).toEqual([
      'draft.started',
      'message.composed',
      'scan.decided',
      'message.routed',
      'message.sealed',
      'message.held',
      'submission.attempted',
      'receipt.written',
      'submission.sent',
    ])
    expect(typesOf({ kind: 'draft', id: draft })).toEqual(story)
  })

  it('of a draft that came back and was sent again has both times', async () => {
    const { draftId, logicalId } = await heldLetter(practice)
    const { clock, audit, store, random, sealing, practice: details } = practice
    const outbox = createOutbox({
      ...{ clock, audit, store, random, sealing, practice: details, fullScan: scanFully },
      ...{ onHeld: () => undefined, isLookingInSent: () => false },
    })
    valueOf(outbox.undo(logicalId))
    valueOf(await testSender(practice).send(draftId, []))
    const story = typesOf({ kind: 'logical', id: logicalId })
    expect(story.filter((type) => type === 'message.composed')).toHaveLength(2)
    expect(story).toContain('message.undone')
  })

  it('of a message that came is who looked at it and where it went', () => {
    const viewed = { type: 'message.viewed', person: null, protection: 'none' } as const
    valueOf(practice.audit.record({ ...viewed, message: 7 }))
    valueOf(practice.audit.record({ ...viewed, message: 8 }))
    valueOf(practice.audit.record({ type: 'message.moved', count: 2, to: 'trash', messages: [6, 7] }))
    expect(typesOf({ kind: 'message', id: 7 })).toEqual(['message.viewed', 'message.moved'])
    expect(typesOf({ kind: 'message', id: 9 })).toEqual([])
  })
})
