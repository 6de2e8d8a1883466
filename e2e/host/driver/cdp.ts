import type { Readable, Writable } from 'node:stream'
// The protocol's types come with the pinned playwright-core, which doesn't list them among its exports.
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }
type Commands = Protocol.CommandParameters
type Returns = Protocol.CommandReturnValues
type Events = Protocol.Events

interface Message {
  id?: number
  method?: string
  params?: unknown
  sessionId?: string
  result?: unknown
  error?: { message: string; data?: string }
}

/** One attached target, or the browser itself. */
export interface CdpSession {
  readonly id: string | undefined
  /** Rejects with `method: reason`; also when the target goes away before it answers. */
  send<Name extends keyof Commands & keyof Returns>(
    name: Name,
    parameters?: Commands[Name],
  ): Promise<Returns[Name]>
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void
  /** Rejects what still waits, for a target that is gone. */
  detach(): void
}

interface Waiting {
  method: string
  sessionId: string | undefined
  resolve: (value: never) => void
  reject: (error: Error) => void
}

/** Chrome DevTools Protocol over the browser's pipe: no port, nothing for others to connect to. */
export class CdpConnection {
  readonly browser: CdpSession
  readonly #output: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Map<string, ((event: never) => void)[]>()
  #lastId = 0
  #partial: Buffer[] = []

  /**
   * @param output what the browser reads (its descriptor 3)
   * @param input what the browser writes (its descriptor 4)
   */
  constructor(output: Writable, input: Readable) {
    this.#output = output
    // The browser may end while something is being written; its exit is what gets reported.
    output.on('error', () => undefined)
    input.on('data', (chunk: Buffer) => {
      this.#read(chunk)
    })
    this.browser = this.session(undefined)
  }

  session(sessionId: string | undefined): CdpSession {
    return {
      id: sessionId,
      send: (name, parameters) =>
        new Promise((resolve, reject) => {
          const id = ++this.#lastId
          this.#waiting.set(id, { method: name, sessionId, resolve, reject })
          this.#output.write(`${JSON.stringify({ id, method: name, params: parameters ?? {}, sessionId })}\0`)
        }),
      on: (name, listener) => {
        const key = `${sessionId ?? ''}/${name}`
        this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener])
      },
      detach: () => {
        this.#rejectAll((waiting) => waiting.sessionId === sessionId, 'the target is gone')
        for (const key of this.#listeners.keys()) {
          if (key.startsWith(`${sessionId ?? ''}/`)) {
            this.#listeners.delete(key)
          }
        }
      },
    }
  }

  /** Rejects all that still waits, for a browser that is gone. */
  close(): void {
    this.#rejectAll(() => true, 'the browser is gone')
  }

  #rejectAll(isMeant: (waiting: Waiting) => boolean, reason: string): void {
    for (const [id, waiting] of this.#waiting) {
      if (isMeant(waiting)) {
        this.#waiting.delete(id)
        waiting.reject(new Error(`${waiting.method}: ${reason}`))
      }
    }
  }

  #read(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      this.#partial.push(chunk.subarray(start, end))
      const message = JSON.parse(Buffer.concat(this.#partial).toString()) as Message
      this.#partial = []
      start = end + 1
      this.#dispatch(message)
    }
    if (start < chunk.length) {
      this.#partial.push(chunk.subarray(start))
    }
  }

  #dispatch(message: Message): void {
    if (message.id === undefined) {
      for (const listener of this.#listeners.get(`${message.sessionId ?? ''}/${message.method ?? ''}`) ??
        []) {
        listener(message.params as never)
      }
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error === undefined) {
      waiting?.resolve(message.result as never)
    } else {
      waiting?.reject(
        new Error(`${waiting.method}: ${message.error.message} ${message.error.data ?? ''}`.trim()),
      )
    }
  }
}
