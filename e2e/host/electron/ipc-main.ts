import { EventEmitter } from 'node:events'
import type { InvokeAnswer } from '../contract.ts'

type InvokeHandler = (event: object, ...args: unknown[]) => unknown

export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, InvokeHandler>()

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    this.#handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Host only: the handler's answer, an error in Electron's words where it throws or is missing. */
  async answer(event: object, channel: string, args: unknown[]): Promise<InvokeAnswer> {
    const failure = (error: unknown): InvokeAnswer => ({
      ok: false,
      message: `Error invoking remote method '${channel}': ${String(error)}`,
    })
    const handler = this.#handlers.get(channel)
    if (handler === undefined) {
      return failure(new Error(`No handler registered for '${channel}'`))
    }
    try {
      return { ok: true, value: await handler(event, ...args) }
    } catch (error) {
      return failure(error)
    }
  }

  /** Host only. */
  hasHandler(channel: string): boolean {
    return this.#handlers.has(channel)
  }
}

export const ipcMain = new IpcMain()
