import { Worker } from 'node:worker_threads'
import { limits } from './limits.ts'

/**
 * @param file the worker's entry, which calls `serveSpelling`
 * @returns starts one worker with bounded memory, whose output is thrown away: it could quote what it checked
 */
export function spellingWorkerStarter(file: URL): () => Worker {
  return () => {
    const worker = new Worker(file, {
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMb,
        maxYoungGenerationSizeMb: limits.heapMb / 8,
      },
      stdout: true,
      stderr: true,
    })
    worker.stdout.resume()
    worker.stderr.resume()
    return worker
  }
}
