import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { addEvidence } from '../store/index.ts'
import { createDirectory, type Directory } from './directory.ts'

let practice: TestPractice
let directory: Directory
beforeEach(async () => {
  practice = await makeTestPractice()
  const { store, audit, clock, sealing } = practice
  directory = createDirectory({ store, audit, clock, trust: sealing.trust, fingerprintWords: () => [] })
})
afterEach(() => {
  practice.dispose()
})

describe('removing a person', () => {
  it('is refused where an accounting of disclosures may still be asked for', async () => {
    const maria = await practice.addPatient({ words: null })
    const bodyJson = JSON.stringify({ kind: 'disclosure', contactId: maria })
    practice.write((tx) => {
      addEvidence(tx, { record: 1, version: 1, kind: 'disclosure', bodyJson, at: 1 }, null)
    })
    expect(directory.remove(maria)).toMatchObject({ error: { code: 'contact/disclosures-kept' } })
    expect(valueOf(directory.get(maria)).id).toBe(maria)
    expect(practice.events().some(({ type }) => type === 'contact.removed')).toBe(false)
  })

  it('takes away somebody of whom nothing was disclosed', async () => {
    const maria = await practice.addPatient({ words: null })
    valueOf(directory.remove(maria))
    expect(directory.get(maria)).toMatchObject({ error: { code: 'contact/absent' } })
  })
})
