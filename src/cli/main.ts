/** `sealpost COMMAND …` on the command line: the scanner and the verifiers of log and backup without the window. */
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { exitCodes, type CommandEnvironment } from './command.ts'
import { commands } from './registry.ts'

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

async function readSecret(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) return Buffer.from(await readStdin()).toString('utf8')
  process.stderr.write(prompt)
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done()
    },
  })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    const { value } = await lines[Symbol.asyncIterator]().next()
    return value ?? ''
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

const environment: CommandEnvironment = {
  readFile: (path) => readFile(path),
  readStdin,
  readSecret,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  resourcesDir: fileURLToPath(new URL('../../resources/', import.meta.url)),
  scanWorker: new URL('../main/engine/scan-worker.ts', import.meta.url),
}

async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load !== undefined) return (await load()).run(rest, environment)
  const listed = await Promise.all(Object.values(commands).map((one) => one()))
  const lines = listed.map(({ usage, summary }) => `  ${usage}\n      ${summary}\n`).join('')
  const isHelp = name === '--help' || name === '-h' || name === 'help'
  const print = isHelp ? environment.write : environment.writeError
  print(`${isHelp || name === '' ? '' : `sealpost: there is no command "${name}"\n`}Usage:\n${lines}`)
  return isHelp ? 0 : exitCodes.usage
}

// The code is set, not exited with, so that a pipe takes all of the output.
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // Without the message: it could quote what was read.
  environment.writeError(`sealpost: a defect (${error instanceof Error ? error.name : 'unknown'})\n`)
  process.exitCode = exitCodes.defect
}
