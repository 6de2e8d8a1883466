import { readFileSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Engine } from '../../src/main/engine/engine.ts'
import { contentsOf } from './contents.ts'
import type { EngineMeasures } from './messages.ts'

const resolutionMs = 1

/** VmHWM, in kB there. */
function peakMemoryBytes(): number {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  return Number(peak) * 1024
}

/** Measures of the engine in its own process; see `EngineMeasures`. */
export function measuresOf(engine: Engine): EngineMeasures {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  const current = () => {
    const session = engine.session()
    if (!session.ok) throw new Error(session.error.code)
    return session.value
  }
  const inbound = () => current().inbound

  /** Until the connection says that a look was completed after the one at `before`. */
  async function untilChecked(before: string | null): Promise<void> {
    const watching = new AbortController()
    const events = engine.events.subscribe(watching.signal)
    const isChecked = () => {
      const { state, checkedAt } = inbound().connection()
      return state === 'online' && checkedAt !== before
    }
    let next = events.next()
    while (!isChecked()) {
      await next
      next = events.next()
    }
    watching.abort()
    await next.catch(() => undefined)
  }

  return {
    holdSecret: (masked) => {
      const bytes = new Uint8Array(new ArrayBuffer(masked.byteLength))
      bytes.forEach((_zero, place) => (bytes[place] = (masked[place] ?? 0) ^ 0x5a))
      return Promise.resolve(engine.heldSecrets.hold(bytes))
    },
    synced: () => untilChecked(null),
    resyncMs: async () => {
      const before = inbound().connection().checkedAt
      const start = performance.now()
      inbound().syncNow()
      await untilChecked(before)
      return performance.now() - start
    },
    watchStalls: () => {
      delays.enable()
      delays.reset()
      // Linux: the peak is counted anew, without what deriving the vault's key took.
      writeFileSync('/proc/self/clear_refs', '5')
      return Promise.resolve()
    },
    longestStallMs: () => Promise.resolve(delays.max / 1e6),
    cpuMs: () => {
      const { user, system } = process.cpuUsage()
      return Promise.resolve((user + system) / 1_000)
    },
    peakMemoryBytes: () => Promise.resolve(peakMemoryBytes()),
    contents: () => Promise.resolve(contentsOf(current().store)),
  }
}
