import { vi } from 'vitest'
import { patienceMs } from '../../e2e/lab/patience.ts'

/** Waits until `check` no longer throws; gives up where something hangs, not where the computer is slow. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: patienceMs })
}
