import type { Worker } from 'node:worker_threads'
import { inOneBuffer } from '../packed-bytes.ts'
import type { PackedReading, ReaderLimits, ReadJob, ReadReport } from './protocol.ts'
import { limits as roomLimits } from '../limits.ts'

/** How a job ended. After any other end than `done` the worker has to be ended. */
export type ReadOutcome =
  | { readonly kind: 'done'; readonly readings: readonly PackedReading[] }
  /** It died, or took too long or too much memory. */
  | { readonly kind: 'failed' }
  /** It never came up, which no message is to blame for. */
  | { readonly kind: 'not-started' }

/**
 * Gives the worker one job and watches over its time and memory. Never rejects.
 * @param isReady whether it has said so before
 */
export function superviseRead(
  worker: Worker,
  sources: readonly Uint8Array[],
  isReady: boolean,
  limits: ReaderLimits,
): Promise<ReadOutcome> {
  return new Promise((resolve) => {
    let hasStarted = isReady
    let clock = setTimeout(giveUp, isReady ? limits.readMs : limits.startMs)
    const memory = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory }) => {
          if (external_memory > limits.externalBytes) giveUp()
        },
        // It ended meanwhile, which its own event reports.
        () => undefined,
      )
    }, roomLimits.lookEveryMs)

    function finish(outcome: ReadOutcome): void {
      clearTimeout(clock)
      clearInterval(memory)
      worker.off('message', onReport)
      worker.off('error', giveUp)
      worker.off('exit', giveUp)
      resolve(outcome)
    }
    function giveUp(): void {
      finish({ kind: hasStarted ? 'failed' : 'not-started' })
    }
    function onReport(report: ReadReport): void {
      if (report.kind === 'done') {
        finish({ kind: 'done', readings: report.readings })
        return
      }
      hasStarted = true
      clearTimeout(clock)
      clock = setTimeout(giveUp, limits.readMs)
    }

    worker.on('message', onReport)
    worker.on('error', giveUp)
    worker.on('exit', giveUp)
    // A copy, handed over: a view would be cloned with the whole buffer that it looks into, and many buffers take long.
    const copies = inOneBuffer(sources)
    const job: ReadJob = { sources: copies }
    worker.postMessage(job, copies[0] === undefined ? [] : [copies[0].buffer])
  })
}
