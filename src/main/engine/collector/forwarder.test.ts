import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { noVault } from '../../../../test/support/no-vault.ts'
import { makeTestStore, valueOf, type TestStore } from '../../../../test/support/store.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { createAuditLog } from '../../audit/index.ts'
import { createForwarder, type Forwarder } from './forwarder.ts'
import { readPosition, saveCollector } from './notes.ts'

let test: TestStore
let forwarder: Forwarder
let calls: number
let send: () => Promise<Result<void>>

beforeEach(() => {
  test = makeTestStore()
  const audit = createAuditLog({
    store: test.store,
    clock: () => new Date(0),
    uptimeMs: () => 0,
    ...noVault,
  })
  test.write((tx) => {
    audit.begin(tx, 'Dr. Rivera')
    valueOf(audit.append(tx, { type: 'vault.locked', reason: 'person' }))
    saveCollector(tx, { host: 'logs.example', port: 6514, certificate: null }, 0)
  })
  calls = 0
  forwarder = createForwarder({
    store: test.store,
    clock: () => new Date(0),
    version: '1.2.3',
    send: () => {
      calls += 1
      return send()
    },
    onChanged: () => undefined,
    waits: { gatherMs: 10, retryMs: 1000 },
  })
  vi.useFakeTimers()
})
afterEach(async () => {
  await forwarder.stop()
  vi.useRealTimers()
  test.dispose()
})

it('tells of a defect and tries again at its time, without a further record', async () => {
  send = () => Promise.reject(new TypeError('not a socket'))
  forwarder.restart()
  await vi.advanceTimersByTimeAsync(0)
  expect([forwarder.failure()?.code, forwarder.isSending(), calls]).toEqual(['collector/defect', false, 1])
  send = () => Promise.resolve(ok(undefined))
  await vi.advanceTimersByTimeAsync(999)
  expect(calls).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect([forwarder.failure(), calls]).toEqual([null, 2])
  expect(readPosition(test.store).seq).toBe(1)
})

it('can be stopped while it waits after a defect', async () => {
  send = () => Promise.reject(new TypeError('not a socket'))
  forwarder.restart()
  await vi.advanceTimersByTimeAsync(0)
  await forwarder.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(calls).toBe(1)
})
