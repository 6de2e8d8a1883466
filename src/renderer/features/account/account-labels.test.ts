import { expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/ids.ts'
import { accountLabels } from './account-labels.ts'

const rows: [string, string[], string[]][] = [
  ['what stands before the @', ['ana@hope.test', 'office@hope.test'], ['ana', 'office']],
  ['the host, where that is the same', ['ana@hope.test', 'ana@lake.test'], ['hope.test', 'lake.test']],
  [
    'all of it, where neither does',
    ['a@hope.test', 'a@lake.test', 'b@lake.test'],
    ['a@hope.test', 'a@lake.test', 'b@lake.test'],
  ],
]
it.each(rows)('an account is told from the others by %s', (_what, addresses, labels) => {
  const accounts = addresses.map((address, index) => ({ id: accountIdSchema.parse(index + 1), address }))
  expect([...accountLabels(accounts).values()]).toEqual(labels)
})
