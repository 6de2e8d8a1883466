import type { Worker } from 'node:worker_threads'
import { startBoundedWorker } from '../../mime/index.ts'
import { limits } from '../limits.ts'
import type { ScanWorkerData } from './protocol.ts'

/** @param file the worker's entry, which calls `serveScans` */
export const scanWorkerStarter = (file: URL, data: ScanWorkerData) => (): Worker =>
  startBoundedWorker(file, limits.workerHeapMb, data)
