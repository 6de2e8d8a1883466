import { afterEach, beforeEach } from 'vitest'
import { listSubmissionsIn } from '../../src/main/store/index.ts'
import type { DraftContent, SendOutcome } from '../../src/shared/contract/index.ts'
import type { ContactId } from '../../src/shared/ids.ts'
import { testSender, writeDraft } from './held-letter.ts'
import { makeTestPractice, type TestPractice } from './practice.ts'
import { valueOf } from './store.ts'

export const to = (address: string) => [{ name: '', address }]
export const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Made anew for each test. */
export let practice: TestPractice
export let maria: ContactId

/** A practice with one patient, Maria, for each test of the file. */
export function withSendingPractice(): void {
  beforeEach(async () => {
    practice = await makeTestPractice()
    maria = await practice.addPatient({})
  })
  afterEach(() => {
    practice.dispose()
  })
}

export const held = () => listSubmissionsIn(practice.store, 'held')
export const questionsOf = (outcome: SendOutcome) =>
  outcome.kind === 'decide' ? outcome.review.questions : []

/** Presses Send once, with nothing answered yet. */
export async function trySend(
  content: Partial<DraftContent>,
  files: { name: string; bytes: Uint8Array }[] = [],
) {
  const id = writeDraft(practice, content, files)
  const outcome = valueOf(await testSender(practice).send(id, []))
  return { id, outcome, questions: questionsOf(outcome) }
}
