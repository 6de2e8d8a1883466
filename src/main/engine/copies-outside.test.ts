import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { tempFolder } from '../../../test/support/vault.ts'
import type { MessageId } from '../../shared/ids.ts'
import { copiesFolder, removeAllCopies, removeCopiesOfOthers } from './copies-outside.ts'
import { createLetOut } from './let-out.ts'

let profile: ReturnType<typeof tempFolder>
let practice: TestPractice

beforeEach(async () => {
  profile = tempFolder('sealpost-copies-')
  practice = await makeTestPractice()
})
afterEach(() => {
  practice.dispose()
  profile.remove()
})

function letOutOf(vaultId: string) {
  return createLetOut({
    ...{ store: practice.store, audit: practice.audit, clock: () => new Date(0) },
    desktop: {
      askSavePath: () => Promise.resolve(null),
      askOpenPaths: () => Promise.resolve([]),
      openFile: () => Promise.resolve(true),
      showInFolder: () => Promise.resolve(),
      openExternal: () => Promise.resolve(),
      printPage: () => Promise.resolve(),
    },
    openedFolder: copiesFolder(profile.path, 'opened', vaultId),
    printPage: () => Promise.resolve(),
  })
}
const file = {
  ...{ name: 'plan.txt', contentType: 'text/plain', bytes: Buffer.from('plan') },
  ...{ isDangerous: false, contactId: null },
}
const copiesOf = (vaultId: string) =>
  readdir(copiesFolder(profile.path, 'opened', vaultId)).catch(() => [] as string[])

it('a session that clears late takes nothing of the vault that was opened after it', async () => {
  const [before, after] = [letOutOf('first'), letOutOf('second')]
  valueOf(await before.open(7 as MessageId, file))
  valueOf(await after.open(7 as MessageId, file))
  await before.removeOpened()
  expect(await copiesOf('first')).toEqual([])
  expect(await copiesOf('second')).toHaveLength(1)
})

it('what the session of somebody else could not clear goes when the next begins, and nothing of its own', async () => {
  valueOf(await letOutOf('first').open(7 as MessageId, file))
  valueOf(await letOutOf('second').open(7 as MessageId, file))
  await removeCopiesOfOthers(profile.path, 'second')
  expect(await copiesOf('first')).toEqual([])
  expect(await copiesOf('second')).toHaveLength(1)
})

it('what a killed program left goes, of all vaults and of trial restores, and nothing else', async () => {
  for (const lost of [
    'opened/first/a/plan.txt',
    'opened/second/b/plan.txt',
    'drill/first/store.db',
    'vault/store.db',
  ]) {
    await mkdir(dirname(join(profile.path, lost)), { recursive: true })
    await writeFile(join(profile.path, lost), 'x')
  }
  await removeAllCopies(profile.path)
  expect(await readdir(profile.path)).toEqual(['vault'])
  await removeAllCopies(join(profile.path, 'not-there-yet'))
})
