import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { agreedWords, makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftId } from '../../shared/ids.ts'
import { dearmorContainer, openContainer } from '../sealing/index.ts'
import {
  findDraft,
  listDrafts,
  listSubmissions,
  noteTextTaken,
  saveDraft,
  setSizeLimit,
} from '../store/index.ts'
import { readDraftContent } from './drafts.ts'
import { createSizes, type Sizes } from './sizes.ts'

let practice: TestPractice
let sizes: Sizes
beforeEach(async () => {
  practice = await makeTestPractice()
  sizes = createSizes(practice)
})
afterEach(() => {
  practice.dispose()
})

const file = (name: string, sizeBytes: number) => ({ name, bytes: new Uint8Array(randomBytes(sizeBytes)) })
const contentOf = (id: DraftId) => {
  const row = findDraft(practice.store, id)
  if (row === null) throw new Error('the draft is gone')
  return readDraftContent(row)
}
const measure = (id: DraftId) => valueOf(sizes.measure(id, contentOf(id)))
const limitTo = (bytes: number) => {
  practice.write((tx) => {
    setSizeLimit(tx, practice.accountId, bytes)
  })
}

describe('the size on the wire', () => {
  it.each([
    ['the page', 'computer', [file('notes.bin', 1_500_000)]],
    ['both forms', 'unsure', [file('notes.bin', 1_500_000)]],
    ['a short letter', 'unsure', []],
  ] as const)('of %s is told within 5 % before it is sealed', async (_what, readsMailOn, files) => {
    await practice.addPatient({ readsMailOn })
    const id = writeDraft(practice, {}, files)
    const { wireBytes } = measure(id)
    const ratio = wireBytes / (await sentBytes(id))
    expect(ratio).toBeGreaterThan(0.95)
    expect(ratio).toBeLessThan(files.length > 0 ? 1.05 : 1.2)
  })

  it('of mail to a key is told within 5 %', async () => {
    await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
    const to = [{ name: '', address: 'lee@lakeside.example' }]
    const id = writeDraft(practice, { to }, [file('notes.bin', 1_500_000)])
    const { wireBytes } = measure(id)
    const ratio = wireBytes / (await sentBytes(id))
    expect(ratio).toBeGreaterThan(0.95)
    expect(ratio).toBeLessThan(1.05)
  })

  async function sentBytes(id: DraftId): Promise<number> {
    const sent = valueOf(await testSender(practice).send(id, []))
    if (sent.kind !== 'held') throw new Error(JSON.stringify(sent.review.questions))
    return Math.max(...listSubmissions(practice.store, sent.logicalId).map(({ sizeBytes }) => sizeBytes))
  }
})

describe('a letter that is too large', () => {
  it('offers the forms that fit alone; one that was chosen goes', async () => {
    await practice.addPatient({ readsMailOn: 'unsure' })
    const id = writeDraft(practice, {}, [file('photo.jpg', 10), file('notes.bin', 10)])
    expect(measure(id)).toMatchObject({ formsThatFit: [], parts: null })
    limitTo(measure(id).wireBytes - 1)
    // The PDF can't hold what isn't pages.
    expect(measure(id).formsThatFit).toEqual(['html'])
    const content = { ...contentOf(id), oneForm: 'html' as const }
    const fitting = valueOf(sizes.measure(id, content))
    expect(fitting.wireBytes).toBeLessThan(fitting.limitBytes)
    const chosen = writeDraft(practice, { oneForm: 'html' }, [file('notes.bin', 10)])
    const sent = valueOf(await testSender(practice).send(chosen, []))
    expect(sent.kind === 'held' && listSubmissions(practice.store, sent.logicalId)).toMatchObject([
      { form: 'html' },
    ])
  })

  it('is divided: each part says which it is, fits, and every file is in one of them', async () => {
    await practice.addPatient({ readsMailOn: 'computer' })
    limitTo(2_000_000)
    const files = ['one.bin', 'two.bin', 'three.bin'].map((name) => file(name, 500_000))
    const id = writeDraft(practice, { subject: 'Your records' }, files)
    expect(measure(id).parts).toBe(2)
    expect(await testSender(practice).send(id, [])).toMatchObject({ error: { code: 'seal/too-large' } })

    const drafts = valueOf(sizes.split({ id, takenRevision: 0 }))
    expect(drafts.map(({ content }) => content.subject)).toEqual([
      'Your records (Part 1 of 2)',
      'Your records (Part 2 of 2)',
    ])
    expect(drafts[0]?.id).toBe(id)
    expect(drafts.map(({ attachments }) => attachments.map(({ fileName }) => fileName))).toEqual([
      ['one.bin', 'two.bin'],
      ['three.bin'],
    ])
    expect(drafts[1]?.content.html).toBe('<p>Part 2 of 2: three.bin</p>')
    for (const draft of drafts) {
      expect(valueOf(await testSender(practice).send(draft.id, [])).kind).toBe('held')
    }
  })

  it('isn’t divided with a text of another computer that nobody here has seen', async () => {
    await practice.addPatient({ readsMailOn: 'computer' })
    limitTo(2_000_000)
    const id = writeDraft(practice, { subject: 'Your records' }, [
      file('a.bin', 900_000),
      file('b.bin', 900_000),
    ])
    practice.write((tx) => {
      saveDraft(tx, id, { ...contentOf(id), html: '<p>Words that nobody here has read.</p>' }, 1)
      noteTextTaken(tx, id)
    })
    const drafts = () => listDrafts(practice.store).length
    const before = drafts()
    expect(sizes.split({ id, takenRevision: 0 })).toMatchObject({ error: { code: 'draft/unseen-text' } })
    expect(drafts()).toBe(before)
    // The control: it was opened, and then divided.
    expect(
      valueOf(sizes.split({ id, takenRevision: findDraft(practice.store, id)?.takenRevision ?? 0 })),
    ).toHaveLength(2)
  })

  it("can't be divided where one file alone is too much, and stays as it was", async () => {
    await practice.addPatient({ readsMailOn: 'computer' })
    limitTo(1_000_000)
    const id = writeDraft(practice, { subject: 'Your records' }, [
      file('scan.bin', 900_000),
      file('b.bin', 10),
    ])
    expect(measure(id).parts).toBeNull()
    expect(sizes.split({ id, takenRevision: 0 })).toMatchObject({ error: { code: 'seal/too-large' } })
    expect(contentOf(id).subject).toBe('Your records')
  })
})

describe('handed over in person', () => {
  it('is sealed into files that open with her words, and nothing waits to leave', async () => {
    await practice.addPatient({ readsMailOn: 'unsure' })
    limitTo(1_000_000)
    const id = writeDraft(practice, { subject: 'Your records' }, [file('scan.bin', 900_000)])
    const { files, scan } = valueOf(await testSender(practice).sealForHand(id))
    expect(scan).toMatchObject({ decision: 'phi', notScanned: 1 })
    expect(files.map(({ name }) => name)).toEqual(['Message.html', 'Message.pdf'])
    const html = new TextDecoder().decode(files[0]?.bytes)
    expect(html).not.toContain('Your records')
    const armor = /-----BEGIN SEALED MESSAGE-----[^-]+-----END SEALED MESSAGE-----/.exec(html)?.[0] ?? ''
    const opened = valueOf(await openContainer(valueOf(dearmorContainer(armor)), agreedWords))
    expect(opened).toMatchObject({ subject: 'Your records', attachments: [{ name: 'scan.bin' }] })
    expect(opened.reply).toBeUndefined()
    expect(findDraft(practice.store, id)?.logicalId).toBeNull()
  })

  it('is refused where Send would ask, and where it goes to a key', async () => {
    await practice.addPatient({ readsMailOn: 'unsure' })
    const secret = writeDraft(practice, { html: `<p>Your words: ${agreedWords}</p>` })
    expect(await testSender(practice).sealForHand(secret)).toMatchObject({
      error: { code: 'send/decision-needed' },
    })
    await practice.addColleague('Dr. Lee', 'lee@lakeside.example')
    const key = writeDraft(practice, { to: [{ name: '', address: 'lee@lakeside.example' }] })
    expect(await testSender(practice).sealForHand(key)).toMatchObject({ error: { code: 'seal/no-method' } })
  })
})
