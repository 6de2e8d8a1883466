import { RPCHandler } from '@orpc/server/message-port'
import type { Bridge } from '../../../src/shared/bridge.ts'
import { doubleRouter } from './router.ts'
import type { DoubleState } from './state.ts'

/** A bridge whose other end is the double instead of preload, gate and engine. */
export function doubleBridge(state: DoubleState): Bridge {
  let toWindow: (message: string | Uint8Array) => void = () => undefined
  let toEngine: (event?: { data: unknown }) => void = () => undefined
  new RPCHandler(doubleRouter).upgrade(
    {
      on: (event, callback) => {
        if (event === 'message') toEngine = callback
      },
      postMessage: (message: string | Uint8Array) => {
        toWindow(message)
      },
    },
    { context: { state } },
  )
  return {
    send: (message) => {
      queueMicrotask(() => {
        toEngine({ data: message })
      })
    },
    onMessage: (listener) => {
      toWindow = listener
    },
    registerFiles: (files) =>
      Promise.resolve(files.map((file) => ({ handle: file.name, name: file.name, sizeBytes: file.size }))),
    holdSecret: () => Promise.resolve(crypto.randomUUID()),
  }
}
