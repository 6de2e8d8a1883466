import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { referenceOf } from '../sealing/index.ts'
import { listReplyKeysOf } from '../store/index.ts'
import { readOpeningKnowledge } from './knowledge.ts'

const maria = 'maria@mail.example'
const daniel = 'daniel@mail.example'
let practice: TestPractice
beforeAll(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
  await practice.addPatient({ name: 'Daniel Ortiz', addresses: [daniel] })
  for (const [address, subject] of [
    [maria, 'First'],
    [maria, 'Second'],
    [daniel, 'To Daniel'],
  ] as const) {
    await heldLetter(practice, { to: [{ name: '', address }], subject })
    practice.pass(60_000)
  }
})
afterAll(() => {
  practice.dispose()
})

const referredTo = (reference: string, sender: string) =>
  readOpeningKnowledge(practice.store, practice.sealing.trust()).messageReferredTo(reference, sender)
const numbersOf = (address: string) =>
  listReplyKeysOf(practice.store, address).map(({ key }) => referenceOf(key))

describe('the message that a number from a PDF names', () => {
  it('is the one that carried it, among all that went to the address', () => {
    const [second, first] = numbersOf(maria)
    expect(referredTo(first ?? '', maria)).toMatchObject({
      patientName: 'Maria Alvarez',
      sent: { subject: 'First' },
    })
    expect(referredTo(second ?? '', maria)?.sent?.subject).toBe('Second')
  })

  it('is none that went to somebody else', () => {
    const [ofDaniel = ''] = numbersOf(daniel)
    expect(referredTo(ofDaniel, daniel)?.sent?.subject).toBe('To Daniel')
    expect(referredTo(ofDaniel, maria)).toBeNull()
    expect(referredTo(ofDaniel, 'nobody@mail.example')).toBeNull()
  })

  it('is none for a number of no message', () => {
    expect(referredTo(referenceOf(new Uint8Array(32)), maria)).toBeNull()
  })
})
