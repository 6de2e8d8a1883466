import type { Worker } from 'node:worker_threads'
import { limits } from '../limits.ts'
import { startBoundedWorker } from './bounded-worker.ts'

/** @param file the worker's entry, which calls `serveReads` */
export const mailWorkerStarter = (file: URL) => (): Worker => startBoundedWorker(file, limits.readerHeapMb)
