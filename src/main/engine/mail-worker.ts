import { parentPort } from 'node:worker_threads'
import { serveReads } from '../mime/index.ts'

/** A thread that reads mail as it comes; it can be ended at any time (see mime/isolated). */
if (parentPort !== null) {
  serveReads(parentPort)
}
