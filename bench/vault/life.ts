import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { outliveClosedStores } from '../engine/closed-store.ts'
import { vaultPassphrase } from '../engine/set-up.ts'
import { startEngineProcess } from '../engine/engine-process.ts'
import { corpus } from '../search/corpus.ts'
import { cpuMs } from '../../test/support/cpu-time.ts'
import { startTestEngine } from '../../test/support/engine.ts'
import { countInMemory } from '../../test/support/process-memory.ts'
import { valueOf } from '../../test/support/store.ts'
import { parseQuery, searchByRelevance } from '../../src/main/store/index.ts'

const rounds = 5

export type UnlockTimes = {
  readonly unlockMs: number
  readonly unlockCpuMs: number
  /** From the answer of the unlock to the first hundred rows of the inbox. */
  readonly inboxMs: number
  readonly lockMs: number
  readonly passphraseTraces: number
}

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)

/** The engine alone in its process, asked as the window asks it. */
export async function timeUnlocks(userDataDir: string): Promise<UnlockTimes> {
  const engine = startEngineProcess(userDataDir, null)
  const { client, measure } = engine
  const unlocks: number[] = []
  const cpu: number[] = []
  const inboxes: number[] = []
  const locks: number[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      const cpuBefore = await measure.cpuMs()
      const start = performance.now()
      await client.vault.unlock({ passphrase: vaultPassphrase })
      const opened = performance.now()
      const [inbox] = await client.mail.mailboxes()
      if (inbox === undefined) throw new Error('the vault has no inbox')
      await client.mail.list({ mailboxId: inbox.id, cursor: null, limit: 100 })
      unlocks.push(performance.now() - start)
      inboxes.push(performance.now() - opened)
      cpu.push((await measure.cpuMs()) - cpuBefore)
      const locking = performance.now()
      await client.vault.lock()
      locks.push(performance.now() - locking)
    }
    const traces = countInMemory(engine.pid, {
      utf8: Buffer.from(vaultPassphrase),
      utf16: Buffer.from(vaultPassphrase, 'utf16le'),
    })
    return {
      unlockMs: median(unlocks),
      unlockCpuMs: median(cpu),
      inboxMs: median(inboxes),
      lockMs: Math.round(Math.max(...locks)),
      passphraseTraces: traces.utf8 + traces.utf16,
    }
  } finally {
    await engine.stop()
  }
}

export type BusyLock = {
  /** From the moment that the lock was due to the keys being gone. */
  readonly maxMs: number
  /** The longest that the thread computes without looking up, and the lock itself: what a busy machine doesn't change. */
  readonly maxCpuMs: number
}
export type BusyLocks = { readonly inImport: BusyLock; readonly inSearch: BusyLock }

/** How late a lock comes when it is asked for in the middle of long work, in the engine's own thread. */
export async function timeBusyLocks(userDataDir: string, scratch: string): Promise<BusyLocks> {
  const mbox = join(scratch, 'mail.mbox')
  const mails = Array.from(corpus(3000), ({ source }) => `From x Mon Jan  1 00:00:00 2024\n${source}\n`)
  await writeFile(mbox, mails.join('\n'))
  outliveClosedStores()
  const engine = await startTestEngine({
    userDataDir,
    desktop: { askOpenPaths: () => Promise.resolve([mbox]) },
  })
  const during = async (work: () => Promise<unknown>): Promise<BusyLock> => {
    let [maxMs, maxCpuMs] = [0, 0]
    for (let round = 0; round < rounds; round += 1) {
      valueOf(await engine.unlock(vaultPassphrase))
      const stalls = watchStalls()
      const working = work().catch(() => undefined)
      const waitMs = 150 + round * 137
      const dueAt = performance.now() + waitMs
      await delay(waitMs)
      const longestMs = stalls.end()
      const lockCpuMs = cpuMs()
      engine.lock('suspend')
      maxMs = Math.max(maxMs, performance.now() - dueAt)
      maxCpuMs = Math.max(maxCpuMs, longestMs + cpuMs() - lockCpuMs)
      await working
    }
    return { maxMs: Math.round(maxMs), maxCpuMs: Math.round(maxCpuMs) }
  }
  try {
    const inImport = await during(() => valueOf(engine.session()).mailImport.run('file'))
    const inSearch = await during(async () => {
      const { store } = valueOf(engine.session())
      while (store.isOpen) {
        searchByRelevance(store, parseQuery('e'), 30)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    return { inImport, inSearch }
  } finally {
    await engine.shutdown()
  }
}

/** The longest stretch, in processor time, in which the thread's timers didn't get their turn. */
function watchStalls(): { end(): number } {
  let [last, longest] = [cpuMs(), 0]
  const look = () => {
    const now = cpuMs()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  return {
    end: () => {
      clearInterval(timer)
      look()
      return longest
    },
  }
}
