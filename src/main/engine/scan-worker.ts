import { parentPort, workerData } from 'node:worker_threads'
import { scanWorkerStarter, serveParagraphs, serveScans, type ScanWorkerData } from '../phi/index.ts'

/**
 * A thread that reads and scans attachments; it can be ended at any time (see phi/isolated). For large texts it starts
 * itself once more, as the second thread.
 */
if (parentPort !== null) {
  const data = workerData as ScanWorkerData
  if (data.isSecond === true) await serveParagraphs(parentPort, data)
  else serveScans(parentPort, data, scanWorkerStarter(new URL(import.meta.url), { ...data, isSecond: true }))
}
