// The engine in a plain process, so that it can be killed: the same rooms and procedures as behind the window.
import { createRouterClient } from '@orpc/server'
import { createEngine } from '../../src/main/engine/engine.ts'
import { router } from '../../src/main/engine/router/index.ts'
import { noKeychain } from '../../src/main/vault/index.ts'
import { outliveClosedStores } from './closed-store.ts'
import { measuresOf } from './measures.ts'
import type { EngineChildData, Request, Response } from './messages.ts'

const given = JSON.parse(process.argv[2] ?? '') as EngineChildData

outliveClosedStores()
const engine = await createEngine({
  ...given,
  keychain: noKeychain,
  scanWorker: new URL('../../src/main/engine/scan-worker.ts', import.meta.url),
  mailWorker: new URL('../../src/main/engine/mail-worker.ts', import.meta.url),
  spellingWorker: new URL('../../src/main/engine/spelling-worker.ts', import.meta.url),
  desktop: {
    askSavePath: () => Promise.resolve(null),
    askOpenPaths: () => Promise.resolve([]),
    openFile: () => Promise.resolve(false),
    showInFolder: () => Promise.resolve(),
    openExternal: () => Promise.resolve(),
    printPage: () => Promise.resolve(),
    noteCopy: () => Promise.resolve(),
    clearCopies: () => Promise.resolve(),
    hideFromScreenCapture: () => Promise.resolve(),
  },
})
const client: unknown = createRouterClient(router, { context: { engine } })
const measure = measuresOf(engine)

/** The procedure behind a path of names, such as `outbox`, `list`; `measure` leads to the measures. */
function procedureAt(path: readonly string[]): (input: unknown) => Promise<unknown> {
  const [first, ...rest] = path
  const [start, names]: [unknown, readonly string[]] = first === 'measure' ? [measure, rest] : [client, path]
  const found = names.reduce((at, name) => (at as Record<string, unknown>)[name], start)
  return found as (input: unknown) => Promise<unknown>
}

async function answer({ id, path, input }: Request): Promise<Response> {
  try {
    return { id, ok: true, value: await procedureAt(path)(input) }
  } catch (error) {
    const failure = error as { data?: { code?: string } }
    return { id, ok: false, reason: failure.data?.code ?? String(error) }
  }
}

process.on('message', (request: Request) => {
  if (request.path[0] === 'shutdown') {
    void engine.shutdown().then(() => process.exit(0))
    return
  }
  void answer(request).then((response) => process.send?.(response))
})
// Whoever started it has gone.
process.on('disconnect', () => process.exit(0))
