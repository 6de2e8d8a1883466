import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestStore, valueOf, type TestStore } from '../../../../test/support/store.ts'
import { addAccount, saveMailbox } from '../../store/index.ts'
import { planExport } from './export-plan.ts'

let test: TestStore

beforeEach(() => {
  test = makeTestStore()
})
afterEach(() => {
  test.dispose()
})

it('gives each mailbox a name that no other has, nor a list of what was exported, on any disk', async () => {
  const paths = ['Work/../Bills', 'work-..-bills', 'manifest.json', 'sha256sums', 'INBOX']
  const mailboxIds = test.write((tx) => {
    const account = { address: 'dr@practice.example', name: 'Dr', settings: {}, credentials: null }
    const accountId = addAccount(tx, account, 1)
    const fields = { delimiter: '/', role: 'other', isSubscribed: true, isSelectable: true } as const
    return paths.map((path) => saveMailbox(tx, accountId, { ...fields, path, name: path }))
  })
  const groups = valueOf(await planExport(test.store, { kind: 'mailboxes', mailboxIds }))
  expect(groups.map(({ name }) => name)).toEqual([
    'Work-..-Bills',
    'work-..-bills-2',
    'manifest.json-2',
    'sha256sums-2',
    'INBOX',
  ])
})
