import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Command, CommandEnvironment } from '../../src/cli/command.ts'

export type CommandRun = { readonly code: number; readonly out: string; readonly err: string }

/** Runs one command of `sealpost` in this process, on real files, with its real worker. */
export async function runCommand(command: Command, args: readonly string[], stdin = ''): Promise<CommandRun> {
  let out = ''
  let err = ''
  const environment: CommandEnvironment = {
    readFile: (path) => readFile(path),
    readStdin: () => Promise.resolve(Buffer.from(stdin)),
    readSecret: () => Promise.resolve(stdin),
    write: (text) => {
      out += text
    },
    writeError: (text) => {
      err += text
    },
    resourcesDir: fileURLToPath(new URL('../../resources/', import.meta.url)),
    scanWorker: new URL('../../src/main/engine/scan-worker.ts', import.meta.url),
  }
  return { code: await command.run(args, environment), out, err }
}
