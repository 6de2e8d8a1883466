import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestSender, ordinaryLetter, writeDraft } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import { scanFully } from '../phi/index.ts'
import { findDraft, listSubmissionsIn, noteTextTaken, saveDraft } from '../store/index.ts'
import { createDrafts } from './drafts.ts'
import type { FullScan } from './review.ts'

let practice: TestPractice

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
})
afterEach(() => {
  practice.dispose()
})

const refused = { error: { code: 'draft/unseen-text' } }
const held = () => listSubmissionsIn(practice.store, 'held')
const asStored = (id: DraftId) => ({ id, takenRevision: findDraft(practice.store, id)?.takenRevision ?? 0 })

/** As when a version of the draft is met on the host. */
function takeIn(id: DraftId): void {
  practice.write((tx) => {
    saveDraft(tx, id, { ...ordinaryLetter, html: '<p>Words that nobody here has read.</p>' }, 1)
    noteTextTaken(tx, id)
  })
}

describe('another computer’s text took the place of the one on screen', () => {
  it('it is neither reviewed, sent nor handed over before it was seen', async () => {
    const id = writeDraft(practice)
    const sender = createTestSender(practice)
    const seen = asStored(id)
    valueOf(await sender.review(seen))
    takeIn(id)
    expect(await sender.review(seen)).toMatchObject(refused)
    expect(await sender.send(seen, [])).toMatchObject(refused)
    expect(await sender.sealForHand(seen)).toMatchObject(refused)
    expect(held()).toEqual([])
    expect(valueOf(await sender.send(asStored(id), []))).toMatchObject({ kind: 'held' })
  })

  it('it isn’t sent where it came while the other was being scanned', async () => {
    const id = writeDraft(practice)
    let scans = 0
    const fullScan: FullScan = (document, context) => {
      scans += 1
      takeIn(id)
      return scanFully(document, context)
    }
    const sender = createTestSender(practice, { fullScan })
    expect(await sender.send(asStored(id), [])).toMatchObject(refused)
    expect(scans).toBe(1)
    expect(held()).toEqual([])
  })

  it('it isn’t discarded', () => {
    const drafts = createDrafts({
      ...practice,
      readOriginal: () => Promise.resolve(fail('message/absent')),
      onSaved: () => undefined,
      onGone: () => undefined,
    })
    const id = writeDraft(practice)
    const seen = asStored(id)
    takeIn(id)
    expect(drafts.discard(seen)).toMatchObject(refused)
    expect(valueOf(drafts.list())).toHaveLength(1)
    valueOf(drafts.discard(asStored(id)))
    expect(valueOf(drafts.list())).toEqual([])
  })
})
