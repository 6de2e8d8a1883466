import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { z } from 'zod'
import { appOrigin, channels } from '../../shared/bridge.ts'
import type { EngineThread } from './engine-thread.ts'
import { checkRpcMessage, refusal } from './rpc-message.ts'

/** What a window may send at once, in UTF-16 units; files travel by handle instead. */
const longestMessage = 4 * 1024 * 1024

const secretSchema = z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength === 32)
const droppedPathsSchema = z.array(z.string().min(1).max(4096)).max(100)

/**
 * The one way from a window to the engine. Each message must come from the top frame of a window of ours, on our
 * origin, be of bounded size and name a procedure of the contract; the engine then parses its input.
 */
export function openGate(engine: EngineThread): { connect: (webContents: WebContents) => void } {
  const ports = new Map<number, ReturnType<EngineThread['openWindow']>>()

  ipcMain.on(channels.rpc, (event, message: unknown) => {
    const port = ports.get(event.sender.id)
    if (port === undefined || !isOwnTopFrame(event)) {
      return
    }
    if (typeof message !== 'string') {
      return
    }
    if (message.length > longestMessage) {
      event.sender.send(channels.rpc, refusal(message, 'rpc/too-large'))
      return
    }
    const check = checkRpcMessage(message)
    if (check.ok) {
      port.postMessage(message)
    } else {
      event.sender.send(channels.rpc, refusal(message, check.error.code))
    }
  })

  ipcMain.handle(channels.registerFiles, (event, paths: unknown) => {
    if (!isOwnTopFrame(event)) {
      throw new Error('rpc/forbidden-frame')
    }
    return engine.registerFiles(droppedPathsSchema.parse(paths))
  })

  ipcMain.handle(channels.holdSecret, (event, bytes: unknown) => {
    if (!isOwnTopFrame(event)) {
      throw new Error('rpc/forbidden-frame')
    }
    return engine.holdSecret(secretSchema.parse(bytes))
  })

  return {
    connect: (webContents) => {
      const id = webContents.id
      const reconnect = () => {
        ports.get(id)?.close()
        const port = engine.openWindow()
        port.on('message', (message: unknown) => {
          if (!webContents.isDestroyed()) {
            webContents.send(channels.rpc, message)
          }
        })
        ports.set(id, port)
      }
      reconnect()
      // A reload forgets the calls under way; the engine must forget them too.
      let isLoaded = false
      webContents.on('did-navigate', () => {
        if (isLoaded) {
          reconnect()
        }
        isLoaded = true
      })
      webContents.once('destroyed', () => {
        ports.get(id)?.close()
        ports.delete(id)
      })
    },
  }
}

function isOwnTopFrame(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.origin === appOrigin
}
