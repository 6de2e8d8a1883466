import { parentPort } from 'node:worker_threads'
import { serveSpelling } from '../spelling/index.ts'

/** A thread that checks words while somebody writes; it can be ended at any time (see spelling/speller). */
if (parentPort !== null) {
  serveSpelling(parentPort)
}
