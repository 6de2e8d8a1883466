import { Worker } from 'node:worker_threads'
import { limits } from '../limits.ts'
import type { ScanWorkerData } from './protocol.ts'

/**
 * @param file the worker's entry, which calls `serveScans`
 * @returns starts one worker with bounded memory, whose output is thrown away: it could quote what it read
 */
export function scanWorkerStarter(file: URL, data: ScanWorkerData): () => Worker {
  return () => {
    const worker = new Worker(file, {
      workerData: data,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.workerHeapMb,
        maxYoungGenerationSizeMb: limits.workerHeapMb / 8,
      },
      stdout: true,
      stderr: true,
    })
    worker.stdout.resume()
    worker.stderr.resume()
    return worker
  }
}
