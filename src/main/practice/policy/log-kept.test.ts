import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { ok } from '../../../shared/result.ts'
import { buildExport, noteExport } from '../../audit/index.ts'
import { logIsKeptYears, mayLogGo } from './log-kept.ts'
import { createPolicyDesk } from './policy-desk.ts'

let practice: TestPractice
beforeEach(async () => {
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
})

const desk = () =>
  createPolicyDesk({
    ...practice,
    fingerprintWords: () => [],
    provePassphrase: () => Promise.resolve(ok(undefined)),
  })

function issue(keepsLogYears: number): void {
  const rules = {
    ...{ weakestMethod: 'sealed-message' as const, longestIdleMinutes: 10, needsSecondFactor: false },
    ...{ allowsPasskeyAlone: true, mayExportMail: [], mayExportDecrypted: [], mayExportNames: [] },
    ...{ maySetFindingsAside: [], mayAnswerQuestions: [], keepsLogYears },
  }
  valueOf(desk().issue({ basis: 0, rules, seats: [] }))
}

async function exportLog(scope: Partial<Parameters<typeof buildExport>[1]> = {}): Promise<void> {
  const { store, audit, clock } = practice
  const built = await buildExport(store, { format: 'csv', withNames: false, ...scope }, clock(), () =>
    Buffer.alloc(32, 7),
  )
  const { count, receipts, head, logHead } = built
  const event = { type: 'audit.exported', format: 'csv', withNames: false } as const
  valueOf(
    store.transaction((tx) => {
      noteExport(tx, logHead, clock())
      const exported = { ...event, events: count, receipts, head }
      return audit.append(tx, scope.person === undefined ? exported : { ...exported, person: scope.person })
    }),
  )
}

const refusal = () => {
  const may = mayLogGo(practice.store, practice.clock())
  return may.ok ? null : may.error
}

it('Erasing a log that the policy keeps: only after all of it was exported, within a day', async () => {
  expect([refusal(), logIsKeptYears(practice.store)]).toEqual([null, 6])
  issue(10)
  const refused = { code: 'policy/export-log-first', detail: { number: 1, years: 10 } }
  expect(refusal()).toMatchObject(refused)
  practice.pass(1000)
  await exportLog({ from: practice.clock().getTime() - 1 })
  expect(refusal()).toMatchObject(refused)
  await exportLog({ person: 'abcdefgh' })
  expect(refusal()).toMatchObject(refused)
  await exportLog()
  expect(refusal()).toBeNull()
  practice.pass(25 * 60 * 60 * 1000)
  expect(refusal()).toMatchObject(refused)
  const firstDay = practice.clock().getTime() - 25 * 60 * 60 * 1000
  await exportLog({ to: firstDay })
  expect(refusal()).toMatchObject(refused)
})

it('Leaving the practice first: its log is kept all the same', async () => {
  issue(10)
  valueOf(await desk().leave('passphrase'))
  expect(refusal()).toMatchObject({ code: 'policy/export-log-first', detail: { number: 1, years: 10 } })
  await exportLog()
  expect([refusal(), logIsKeptYears(practice.store)]).toEqual([null, 10])
})
