import path from 'node:path'
import { inspect } from 'node:util'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { ORPCError, onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { createBirpc } from 'birpc'
import { systemKeychain } from '../vault/index.ts'
import type { Desktop } from './desktop-services.ts'
import { createEngine } from './engine.ts'
import type { EngineHostApi, EngineThreadData, WindowPortMessage } from './host-api.ts'
import { router } from './router/index.ts'

/** The engine's thread: joins the engine to the desktop on one side and to the windows on the other. */
async function run(port: NonNullable<typeof parentPort>): Promise<void> {
  const data = workerData as EngineThreadData
  const report = reportDefect(data)
  // Work in the background that meets a store closed by the lock, or has a defect, ends there. What it wrote is whole
  // or not there at all; ending the program for it would take a letter that is being written along.
  process.on('unhandledRejection', report)
  const handler = new RPCHandler(router, { interceptors: [onError(report)] })
  const waiting: MessagePort[] = []
  let openWindow = (windowPort: MessagePort) => {
    waiting.push(windowPort)
  }
  port.on('message', (message: unknown) => {
    if (isWindowPort(message)) {
      openWindow(message.windowPort)
    }
  })

  const desktop = createBirpc<Desktop, EngineHostApi>(
    {
      page: async (pagePath) => (await engine).page(pagePath),
      registerFiles: async (paths) => (await engine).files.register(paths),
      holdSecret: async (bytes) => (await engine).heldSecrets.hold(bytes),
      lock: async (reason) => {
        ;(await engine).lock(reason)
      },
      mayQuit: async () => (await engine).mayQuit(),
      command: (name) => {
        void engine.then(({ events }) => {
          events.publish({ type: 'command', command: name })
        })
      },
      shutdown: async () => (await engine).shutdown(),
    },
    {
      post: (message) => {
        port.postMessage(message)
      },
      on: (listener) =>
        port.on('message', (message: unknown) => (isWindowPort(message) ? undefined : listener(message))),
      timeout: -1,
    },
  )
  const engine = createEngine({
    data,
    desktop,
    keychain: systemKeychain(),
    scanWorker: besideThis('scan-worker'),
    mailWorker: besideThis('mail-worker'),
    spellingWorker: besideThis('spelling-worker'),
  })
  const ready = await engine
  openWindow = (windowPort) => {
    handler.upgrade(windowPort, { context: { engine: ready } })
    windowPort.start()
  }
  waiting.forEach(openWindow)
}

/**
 * Expected failures reach the window with their code; anything else is a defect, of which the window learns nothing
 * more than that. Developers read it on the console, which an installed Sealpost never writes to: the text of an
 * error may quote what it failed on.
 */
function reportDefect({ isPackaged }: EngineThreadData) {
  return (error: unknown): void => {
    if (!isPackaged && !(error instanceof ORPCError)) {
      process.stderr.write(`${inspect(error)}\n`)
    }
  }
}

/** Another thread's entry: bundled beside this one, or beside it in the source. */
function besideThis(name: string): URL {
  return new URL(`./${name}${path.extname(import.meta.url)}`, import.meta.url)
}

function isWindowPort(message: unknown): message is WindowPortMessage {
  return typeof message === 'object' && message !== null && 'windowPort' in message
}

if (parentPort !== null) {
  await run(parentPort)
}
