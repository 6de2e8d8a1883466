import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import { createRecoveryKeeper, type KeeperDeps } from './keeper.ts'

let test: TestStore

beforeEach(() => {
  test = makeTestStore()
})
afterEach(() => {
  vi.useRealTimers()
  test.dispose()
})

/** A keeper whose disk fails as long as `isBroken`, and that has no account to keep anything at. */
function keeperOnDisk() {
  const disk = { isBroken: true }
  const deps = {
    store: test.store,
    clock: () => new Date(),
    account: () => {
      if (disk.isBroken) {
        throw Object.assign(new Error('read'), { code: 'EIO' })
      }
      return null
    },
    vault: { recoveryKitWrap: null },
    onChanged: () => undefined,
  } as unknown as KeeperDeps
  return { disk, keeper: createRecoveryKeeper(deps) }
}

it('a disk that fails while it keeps ends that attempt, and not the keeper', async () => {
  const { disk, keeper } = keeperOnDisk()
  expect(await keeper.keepNow()).toMatchObject({ error: { code: 'store/io' } })
  disk.isBroken = false
  expect(keeper.status().failure).toMatchObject({ code: 'store/io' })
  expect(await keeper.keepNow()).toMatchObject({ error: { code: 'vault/recovery-kit-missing' } })
  await keeper.stop()
})

it('a disk that fails when its time has come is a failure, and no exception of the timer', async () => {
  vi.useFakeTimers()
  const { disk, keeper } = keeperOnDisk()
  keeper.start()
  await vi.advanceTimersByTimeAsync(20_000)
  disk.isBroken = false
  expect(keeper.status().failure).toMatchObject({ code: 'store/io' })
  await keeper.stop()
})
