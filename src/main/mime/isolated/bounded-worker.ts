import { Worker } from 'node:worker_threads'

/**
 * Starts a worker that reads what strangers or patients wrote.
 *
 * @param heapMb what its heap may hold; the runtime ends it beyond
 * @param workerData what it is started with
 * @returns a worker whose output is thrown away: it could quote what it read
 */
export function startBoundedWorker(file: URL, heapMb: number, workerData?: unknown): Worker {
  const worker = new Worker(file, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: heapMb / 8 },
    stdout: true,
    stderr: true,
  })
  worker.stdout.resume()
  worker.stderr.resume()
  return worker
}
