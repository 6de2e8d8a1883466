import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineProcess } from '../engine/engine-process.ts'

/** Where an engine dies: after a time, or on entering its n-th write to a file or flush to disk from then on. */
export type KillPoint =
  | { readonly kind: 'time'; readonly afterMs: number }
  | { readonly kind: 'write' | 'flush'; readonly nth: number }

/** How far into the work each kind of point may lie. */
export type KillRange = { readonly ms: number; readonly writes: number; readonly flushes: number }

/** Systems differ in which of the two flushes SQLite uses. */
const calls = { write: 'pwrite64', flush: 'fsync,fdatasync' } as const

/** A third of the points each. */
export function drawKillPoint(random: () => number, range: KillRange): KillPoint {
  const kind = random()
  const place = random()
  if (kind < 1 / 3) return { kind: 'time', afterMs: Math.floor(place * range.ms) }
  return kind < 2 / 3
    ? { kind: 'write', nth: 1 + Math.floor(place * range.writes) }
    : { kind: 'flush', nth: 1 + Math.floor(place * range.flushes) }
}

export function describeKillPoint(point: KillPoint): string {
  return point.kind === 'time' ? `after ${point.afterMs} ms` : `${point.kind} ${point.nth}`
}

/** An engine that is going to die. */
export type Doomed = {
  /** Kills it now where its point hasn't come yet. @returns whether the point came by itself */
  readonly end: () => Promise<boolean>
}

/**
 * Lets the engine die at `point`, counted from when this answers. Writes and flushes are those of the engine's own
 * thread, which is where the store's are; nothing of the product knows of it.
 */
export async function doom(engine: EngineProcess, point: KillPoint): Promise<Doomed> {
  let isGone = false
  void engine.gone.then(() => {
    isGone = true
  })
  if (point.kind === 'time') {
    const waiting = new AbortController()
    void delay(point.afterMs, undefined, { signal: waiting.signal }).then(engine.kill, () => undefined)
    return {
      end: async () => {
        const cameByItself = isGone
        waiting.abort()
        await engine.kill()
        return cameByItself
      },
    }
  }
  const tracer = spawn('strace', [
    ...['-p', String(engine.pid), '-o', '/dev/null', '-e', `trace=${calls[point.kind]}`],
    ...['-e', `inject=${calls[point.kind]}:signal=SIGKILL:when=${point.nth}`],
  ])
  const ended = new Promise<void>((resolve) => tracer.once('close', () => resolve()))
  let said = ''
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('attached')) resolve()
    })
    void ended.then(() => reject(new Error(`strace couldn't watch the engine: ${said}`)))
  })
  return {
    end: async () => {
      const cameByItself = isGone
      await engine.kill()
      await ended
      return cameByItself
    },
  }
}
