import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { listSubmissions, readSentCopyRaw, readSubmissionRaw } from '../store/index.ts'
import { readHostFiling, submittedIndex } from './host-filing.ts'

let practice: TestPractice
let submitted: Uint8Array
let own: Uint8Array | null

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({})
  const { logicalId } = await heldLetter(practice)
  const [{ id } = { id: 0 }] = listSubmissions(practice.store, logicalId)
  submitted = readSubmissionRaw(practice.store, id)
  own = readSentCopyRaw(practice.store, logicalId)
})
afterEach(() => {
  practice.dispose()
})

const known = (macKey = practice.macKey) => ({
  ownAddresses: [practice.address],
  ownCopyOf: submittedIndex(practice.store, macKey),
})
const changed = (from: RegExp, to: string) =>
  new Uint8Array(Buffer.from(Buffer.from(submitted).toString('latin1').replace(from, to), 'latin1'))

describe('what a host filed under Sent itself', () => {
  it('is read as our own copy, also from its header alone', () => {
    const header = submitted.subarray(0, Buffer.from(submitted).indexOf('\r\n\r\n') + 4)
    for (const source of [submitted, header]) {
      expect(readHostFiling(source, 'sent', known())?.raw).toEqual(own)
    }
  })

  it.each(['archive', 'trash', 'other'] as const)('is known in %s too, where it may be moved', (role) => {
    expect(readHostFiling(submitted, role, known())).not.toBeNull()
  })

  it.each(['inbox', 'junk'] as const)('is none in %s, where others send to', (role) => {
    expect(readHostFiling(submitted, role, known())).toBeNull()
  })

  it('is none under another sender or another Message-ID', () => {
    const others = [changed(/^From: .*$/m, 'From: eve@evil.example'), changed(/^(Message-ID: <)/im, '$1x')]
    for (const other of others) {
      expect(readHostFiling(other, 'sent', known())).toBeNull()
    }
  })

  it('is not opened by a copy of ours that was changed in the store', () => {
    expect(readHostFiling(submitted, 'sent', known(randomBytes(32)))).toBeNull()
  })
})
