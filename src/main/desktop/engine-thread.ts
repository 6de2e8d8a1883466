import path from 'node:path'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import type { Desktop, EngineHostApi, EngineThreadData, WindowPortMessage } from '../engine/index.ts'

/** The engine, seen from the main process: asynchronous calls, and one port for each window. */
export interface EngineThread extends Pick<
  EngineHostApi,
  'page' | 'registerFiles' | 'holdSecret' | 'lock' | 'mayQuit' | 'shutdown'
> {
  command(name: string): Promise<void>
  openWindow(): MessagePort
  terminate(): Promise<void>
}

/**
 * Starts the engine in a worker thread of its own, so that no work on mail can stall the main process.
 * @param bundleDir folder of the main bundle, which holds `engine.js`
 * @param onCrash called when the thread ends by an error; the process can't go on without it
 */
export function startEngineThread(
  bundleDir: string,
  data: EngineThreadData,
  services: Desktop,
  onCrash: (error: Error) => void,
): EngineThread {
  const worker = new Worker(path.join(bundleDir, 'engine.js'), { workerData: data })
  worker.on('error', onCrash)
  const remote = createBirpc<EngineHostApi, Desktop>(services, {
    post: (message) => {
      worker.postMessage(message)
    },
    on: (listener) => worker.on('message', listener),
    // A dialog stays open as long as the person likes.
    timeout: -1,
  })
  return {
    page: (pagePath) => remote.page(pagePath),
    registerFiles: (paths) => remote.registerFiles(paths),
    holdSecret: (bytes) => {
      // Memory of both threads: a message would leave a copy behind.
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength))
      shared.set(bytes)
      bytes.fill(0)
      return remote.holdSecret(shared)
    },
    lock: (reason) => remote.lock(reason),
    mayQuit: () => remote.mayQuit(),
    command: (name) => remote.command(name),
    shutdown: () => remote.shutdown(),
    openWindow: () => {
      const { port1, port2 } = new MessageChannel()
      const message: WindowPortMessage = { windowPort: port2 }
      worker.postMessage(message, [port2])
      return port1
    },
    terminate: async () => {
      await worker.terminate()
    },
  }
}
