import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { EngineDeps } from '../../src/main/engine/engine.ts'
import type { EngineThreadData } from '../../src/main/engine/index.ts'
import type { EngineClient } from '../../src/shared/contract/index.ts'
import type { EngineChildData, EngineMeasures, Request, Response } from './messages.ts'

/** The engine in a process of its own. */
export type EngineProcess = {
  /** As the window's client. A call under way when the process dies is rejected with `EngineGoneError`. */
  readonly client: EngineClient
  readonly measure: EngineMeasures
  readonly pid: number
  /** Fulfilled when the process is gone, however it went. */
  readonly gone: Promise<void>
  /** kill -9: nothing is flushed, nothing is closed. */
  readonly kill: () => Promise<void>
  /** Ends it as quitting the app does. */
  readonly stop: () => Promise<void>
}

export class EngineGoneError extends Error {
  override readonly name = 'EngineGoneError'
}

const repository = join(import.meta.dirname, '..', '..')

type Pending = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
type Call = (path: readonly string[], input: unknown) => Promise<unknown>

/** A client whose every property is a longer path, and whose every call goes through `call`. */
function clientOver(call: Call, path: readonly string[] = []): unknown {
  return new Proxy(() => undefined, {
    get: (_target, name) => clientOver(call, [...path, String(name)]),
    apply: (_target, _this, args) => call(path, args[0]),
  })
}

type EngineProcessOptions = {
  /** What is started: the source unless told, or `bundleEngineChild`. */
  readonly file?: string
  /** How far its clock is ahead. */
  readonly clockOffsetMs?: number
} & Pick<EngineDeps, 'kdfCost'>

/** Starts the engine on `userDataDir`; its calls wait until it answers. */
export function startEngineProcess(
  userDataDir: string,
  extraCaFile: string | null,
  {
    file = join(import.meta.dirname, 'engine-child.ts'),
    clockOffsetMs = 0,
    kdfCost,
  }: EngineProcessOptions = {},
): EngineProcess {
  const data: EngineThreadData = {
    userDataDir,
    resourcesDir: join(repository, 'resources'),
    isPackaged: false,
    version: '0.0.0',
    platform: process.platform,
    extraCaFile,
    extraProvidersDir: null,
    demo: null,
    clockOffsetMs,
  }
  const given: EngineChildData = { data, ...(kdfCost === undefined ? {} : { kdfCost }) }
  const child = fork(file, [JSON.stringify(given)], {
    serialization: 'advanced',
  })
  const pending = new Map<number, Pending>()
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void exited.then(() => {
    for (const { reject } of pending.values()) reject(new EngineGoneError())
    pending.clear()
  })
  child.on('error', () => undefined)
  child.on('message', (response: Response) => {
    const waiting = pending.get(response.id)
    pending.delete(response.id)
    if (response.ok) waiting?.resolve(response.value)
    else waiting?.reject(new Error(response.reason))
  })
  let lastId = 0
  const call: Call = (path, input) =>
    new Promise((resolve, reject) => {
      if (!child.connected) {
        reject(new EngineGoneError())
        return
      }
      const request: Request = { id: ++lastId, path, input }
      pending.set(request.id, { resolve, reject })
      child.send(request, (error) => {
        if (error !== null) reject(new EngineGoneError())
      })
    })
  return {
    client: clientOver(call) as EngineClient,
    measure: clientOver(call, ['measure']) as EngineMeasures,
    pid: child.pid ?? 0,
    gone: exited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    stop: async () => {
      void call(['shutdown'], undefined).catch(() => undefined)
      await exited
    },
  }
}
