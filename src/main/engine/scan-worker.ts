import { parentPort, workerData } from 'node:worker_threads'
import { serveScans, type ScanWorkerData } from '../phi/index.ts'

/** A thread that reads and scans attachments; it can be ended at any time (see phi/isolated). */
if (parentPort !== null) {
  await serveScans(parentPort, workerData as ScanWorkerData)
}
