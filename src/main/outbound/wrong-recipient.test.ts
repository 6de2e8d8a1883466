import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ordinaryLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftContent, Question } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { createDirectory, type Directory } from '../directory/index.ts'
import {
  findSubmission,
  findWrongAddress,
  listSubmissionsIn,
  markDataStarted,
  moveSubmission,
  noteWrongAddress,
  recordEncounters,
  type Submission,
} from '../store/index.ts'
import { settleAttempt } from './settle.ts'

const typo = 'maria.alvares@mail.example'
const right = 'maria.alvarez@mail.example'

let practice: TestPractice
let directory: Directory
let maria: ContactId
beforeEach(async () => {
  practice = await makeTestPractice()
  const { store, audit, clock, sealing } = practice
  directory = createDirectory({ store, audit, clock, trust: sealing.trust, fingerprintWords: () => [] })
  maria = await practice.addPatient({ addresses: [right] })
  practice.write((tx) => {
    recordEncounters(tx, [{ address: right, name: '', direction: 'sent', at: 1 }])
  })
})
afterEach(() => {
  practice.dispose()
})

const toThem = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))

function warnings(content: Partial<DraftContent>) {
  const id = writeDraft(practice, content)
  return valueOf(testSender(practice).scanWhileTyping(id, { ...ordinaryLetter, ...content })).warnings
}

async function questions(content: Partial<DraftContent>): Promise<Question[]> {
  const review = valueOf(await testSender(practice).review(writeDraft(practice, content)))
  return review.questions
    .map(({ question }) => question)
    .filter(({ kind }) => kind !== 'recipient-without-protection')
}

const details = {
  ...{ kind: 'patient' as const, name: 'Maria Alvarez', nicknames: [], birthDate: null, recordNumber: null },
  ...{ phones: [], readsMailOn: 'unsure' as const, agreedToEmailOn: null },
}

describe('beside the name', () => {
  it('stands nothing for a known address', () => {
    expect(warnings({ to: toThem(right) })).toEqual([])
  })

  it('stands that an address is one letter from a known one', () => {
    expect(warnings({ to: toThem(typo) })).toEqual([{ kind: 'look-alike', address: typo, instead: right }])
  })

  it('stands that it is written to for the first time', () => {
    const address = 'new@post.example'
    expect(warnings({ to: toThem(address) })).toEqual([{ kind: 'first-time', address }])
  })

  it('stands that the letter names another patient', async () => {
    await practice.addPatient({ name: 'Daniel Ortiz', addresses: ['daniel@mail.example'], words: null })
    const html = '<p>Daniel Ortiz, MRN 12345, takes 20 mg of fluoxetine.</p>'
    expect(warnings({ to: toThem(right), html })).toEqual([
      { kind: 'names-other-patient', address: right, patient: 'Daniel Ortiz' },
    ])
  })
})

describe('an address that was a slip before', () => {
  const isAsked = (question: Question) => question.kind === 'look-alike-address' && question.wasCorrected

  it('is warned of after a person put the known one in its place', async () => {
    valueOf(directory.noteWrongAddress(typo, right))
    expect(warnings({ to: toThem(typo) })).toEqual([{ kind: 'corrected', address: typo, instead: right }])
    expect(await questions({ to: toThem(typo) })).toEqual([
      { kind: 'look-alike-address', address: typo, known: right, wasCorrected: true },
    ])
  })

  it('is warned of after it was corrected in the person’s details, and right once it is entered anew', () => {
    const { id } = valueOf(
      directory.add({ ...details, name: 'Ana Lopez', addresses: ['ana@gmial.example'] }, true),
    )
    valueOf(directory.update(id, { ...details, name: 'Ana Lopez', addresses: ['ana@gmail.example'] }))
    expect(findWrongAddress(practice.store, 'ANA@gmial.example')).toMatchObject({
      ...{ reason: 'corrected', instead: 'ana@gmail.example' },
    })
    const both = ['ana@gmail.example', 'ana@gmial.example']
    valueOf(directory.update(id, { ...details, name: 'Ana Lopez', addresses: both }))
    expect(findWrongAddress(practice.store, 'ana@gmial.example')).toBeNull()
  })

  it('goes when a person says at Send that it is right, and is asked about until then', async () => {
    valueOf(directory.update(maria, { ...details, addresses: [right, typo] }))
    valueOf(directory.noteWrongAddress(typo, right))
    const sender = testSender(practice)
    const draft = writeDraft(practice, { to: toThem(typo) })
    const asked = valueOf(await sender.send(draft, []))
    expect(asked.kind).toBe('decide')
    const ids = asked.kind === 'decide' ? asked.review.questions : []
    expect(ids.some(({ question }) => isAsked(question))).toBe(true)
    const sent = valueOf(
      await sender.send(
        draft,
        ids.map(({ id }) => id),
      ),
    )
    expect(sent.kind).toBe('held')
    expect(findWrongAddress(practice.store, typo)).toBeNull()
  })
})

describe('an address that its host refused', () => {
  async function attempted(address: string): Promise<Submission> {
    const sender = testSender(practice)
    const draft = writeDraft(practice, { to: toThem(address) })
    const asked = valueOf(await sender.send(draft, []))
    if (asked.kind === 'decide') {
      const ids = asked.review.questions.map(({ id }) => id)
      valueOf(await sender.send(draft, ids))
    }
    const held = listSubmissionsIn(practice.store, 'held').at(-1)
    if (held === undefined) throw new Error('it was held')
    practice.write((tx) => {
      moveSubmission(tx, held.id, { to: 'queued' }, 1)
      moveSubmission(tx, held.id, { to: 'attempting' }, 2)
      markDataStarted(tx, held.id, { host: 'mail.hope.test:465', tls: 'TLSv1.3', at: 2 })
    })
    return findSubmission(practice.store, held.id) ?? held
  }

  const answer = (
    submission: Submission,
    outcome: 'refused' | 'accepted',
    why = 'smtp/recipient-refused',
  ) => {
    const code = outcome === 'refused' ? why : null
    const recipients = submission.recipients.map(({ address }) => ({ address, outcome, code }))
    const time = { now: 3, retryAt: 4 }
    valueOf(
      practice.store.transaction((tx) =>
        settleAttempt(tx, practice, submission, { kind: 'answered', recipients, tls: 'TLSv1.3' }, time),
      ),
    )
  }

  const reasons = ['smtp/recipient-refused', 'smtp/mailbox-unknown', 'smtp/domain-unknown']
  it.each(reasons)('is warned of next time, until a host takes it: %s', async (why) => {
    answer(await attempted(right), 'refused', why)
    expect(warnings({ to: toThem(right) })).toEqual([{ kind: 'refused', address: right, instead: null }])
    answer(await attempted(right), 'accepted')
    expect(warnings({ to: toThem(right) })).toEqual([])
  })

  it('keeps what a person said to use instead', () => {
    practice.write((tx) => {
      noteWrongAddress(tx, { address: typo, reason: 'corrected', instead: right, notedAt: 1 })
      noteWrongAddress(tx, { address: typo, reason: 'refused', instead: null, notedAt: 2 })
    })
    expect(warnings({ to: toThem(typo) })).toEqual([{ kind: 'refused', address: typo, instead: right }])
  })
})

describe('patients in To of one letter', () => {
  beforeEach(async () => {
    await practice.addPatient({
      name: 'Daniel Ortiz',
      addresses: ['daniel@mail.example'],
      words: 'ivory jelly',
    })
  })
  const visible = { kind: 'patients-visible-to-each-other', patients: ['Maria Alvarez', 'Daniel Ortiz'] }

  it('are asked about, and no more once each gets a copy of one’s own', async () => {
    const to = toThem(right, 'daniel@mail.example')
    expect(await questions({ to })).toEqual([visible])
    expect(await questions({ to, separateCopies: true })).toEqual([])
    const sent = valueOf(
      await testSender(practice).send(writeDraft(practice, { to, separateCopies: true }), []),
    )
    expect(sent.kind).toBe('held')
    const held = listSubmissionsIn(practice.store, 'held')
    expect(held.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([
      [right],
      ['daniel@mail.example'],
    ])
    expect(new Set(held.map(({ logicalId }) => logicalId)).size).toBe(1)
  })

  it('one in Bcc reads no header of a sealed message, and isn’t asked about', async () => {
    expect(await questions({ to: toThem(right), bcc: toThem('daniel@mail.example') })).toEqual([])
  })
})
