import { afterEach, beforeEach, expect, it } from 'vitest'
import { binderContent } from '../../../../test/support/binder.ts'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import type { EvidenceTask } from '../../../shared/contract/index.ts'
import { contactIdSchema } from '../../../shared/ids.ts'
import { createEvidenceRecords } from '../../practice/index.ts'
import { collectBinder } from './binder.ts'

let practice: TestPractice
beforeEach(async () => {
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
})

it('tells whoever examines the practice what is open, without messages to judge (45 CFR 164.528(a)(1)(i))', () => {
  const missing = {
    task: 'agreement-missing',
    subject: 'imap.host.example',
    dueOn: null,
    record: null,
  } as const
  const tasks: EvidenceTask[] = [
    { ...missing, contactId: null },
    { ...missing, task: 'messages-to-judge', subject: '5398', contactId: contactIdSchema.parse(1) },
  ]
  const { store, audit, clock } = practice
  const { overview } = collectBinder({
    ...{ store, records: createEvidenceRecords(store, audit, clock), now: clock(), head: audit.head() },
    ...{ practice: practice.practice(), overview: { ...binderContent.overview, tasks } },
  })
  expect(overview.tasks).toEqual([missing])
})
