import type { Worker } from 'node:worker_threads'
import type { NotScannedReason } from '../types.ts'
import type { IsolationLimits, WorkerJob, WorkerProgress } from './protocol.ts'

/** How one attempt ended; a failed one leaves a worker that has to be ended. */
export type WorkOutcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly at: string | undefined; readonly reason: NotScannedReason }

/** How often the worker's memory outside its heap is looked at; the heap has a limit of its own. */
const LOOK_EVERY_MS = 200

/** Gives the worker one job and watches over its time and memory. Never rejects. */
export function superviseWork<Result>(
  worker: Worker,
  job: WorkerJob,
  bounds: IsolationLimits,
): Promise<WorkOutcome<Result>> {
  return new Promise((resolve) => {
    let at: string | undefined
    // A new worker loads its words first.
    let clock = setTimeout(giveUp, bounds.workerScanMs, 'took-too-long')
    const memory = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory }) => {
          if (external_memory > bounds.workerExternalBytes) giveUp('too-complex')
        },
        // It ended meanwhile, which its own event reports.
        () => undefined,
      )
    }, LOOK_EVERY_MS)

    function finish(outcome: WorkOutcome<Result>): void {
      clearTimeout(clock)
      clearInterval(memory)
      worker.off('message', onProgress)
      worker.off('error', onEnd)
      worker.off('exit', onEnd)
      resolve(outcome)
    }
    function giveUp(reason: NotScannedReason): void {
      finish({ ok: false, at, reason })
    }
    function onEnd(): void {
      giveUp('too-complex')
    }
    function onProgress(progress: WorkerProgress<Result>): void {
      if (progress.kind === 'done') {
        finish({ ok: true, result: progress.result })
        return
      }
      clearTimeout(clock)
      at = progress.kind === 'file' ? progress.part : undefined
      const patience = progress.kind === 'file' ? bounds.workerFileMs : bounds.workerScanMs
      clock = setTimeout(giveUp, patience, 'took-too-long')
    }

    worker.on('message', onProgress)
    worker.on('error', onEnd)
    worker.on('exit', onEnd)
    worker.postMessage(job)
  })
}
