import { basename } from 'node:path'
import {
  createIsolatedScan,
  emptyContext,
  limits,
  loadLexicon,
  scanFully,
  scanWorkerStarter,
  type FullScanResult,
  type IsolatedScan,
  type ScanContext,
  type ScanDocument,
} from '../../main/phi/index.ts'
import { exitCodes, type Command, type CommandEnvironment } from '../command.ts'
import { exists, findFiles } from '../scan/find-files.ts'
import { readWhole, type WholeFile } from '../scan/read-whole.ts'
import { answerCodeOf, asJson, asSummary, asText, graver } from '../scan/report.ts'

const OPTIONS: ReadonlySet<string> = new Set(['--json', '--jsonl'])

/** `sealpost scan`: finds identifiers and health context in files, without a vault and without configuration. */
export const scanCommand: Command = {
  name: 'scan',
  summary:
    'Finds PHI in files and folders. Exit code 0 none, 10 identifiers only, 11 PHI, 12 not all could be scanned.',
  usage: 'sealpost scan [--json | --jsonl] [FILE | FOLDER | -]…',
  async run(args, environment) {
    const [options, named] = split(args)
    const unknown = options.find((option) => !OPTIONS.has(option))
    if (unknown !== undefined) return refuse(environment, `unknown option ${unknown}`)
    for (const path of named) {
      if (path !== '-' && !(await exists(path)))
        return refuse(environment, `can't read ${path}`, exitCodes.noInput)
    }
    const paths = named.length === 0 ? ['-'] : named
    if (options.includes('--jsonl')) return scanLines(paths, environment)
    const scanner = isolatedScan(environment)
    try {
      return await scanFiles(paths, options.includes('--json'), environment, scanner)
    } finally {
      await scanner.close()
    }
  },
}

/** After `--` everything is a path. */
function split(args: readonly string[]): [options: string[], paths: string[]] {
  const end = args.indexOf('--')
  const before = end < 0 ? args : args.slice(0, end)
  const after = end < 0 ? [] : args.slice(end + 1)
  const isOption = (arg: string): boolean => arg.startsWith('-') && arg !== '-'
  return [before.filter(isOption), [...before.filter((arg) => !isOption(arg)), ...after]]
}

function refuse(environment: CommandEnvironment, message: string, code: number = exitCodes.usage): number {
  environment.writeError(`sealpost scan: ${message}\nUsage: ${scanCommand.usage}\n`)
  return code
}

/** Texts are scanned here, anything else in a worker: a hostile file ends that, and not the command. */
function isolatedScan({ resourcesDir, scanWorker }: CommandEnvironment): IsolatedScan {
  const lexiconFolder = `${resourcesDir}phi`
  return createIsolatedScan({
    startWorker: scanWorkerStarter(scanWorker, { lexiconFolder }),
    quickScan: async (document: ScanDocument, context: ScanContext) => {
      await loadLexicon(lexiconFolder)
      return scanFully(document, context)
    },
  })
}

async function scanFiles(
  paths: readonly string[],
  isJson: boolean,
  environment: CommandEnvironment,
  scanner: IsolatedScan,
): Promise<number> {
  const answers: { code: number }[] = []
  const answer = async (file: string, name: string, read: WholeFile): Promise<void> => {
    const result = await scanOne(name, read, scanner)
    answers.push({ code: answerCodeOf(result) })
    environment.write((isJson ? asJson : asText)({ file, result }))
  }
  for (const path of paths) {
    if (path === '-') {
      await answer(isJson ? '-' : 'standard input', '', { bytes: await environment.readStdin() })
      continue
    }
    for await (const { path: file, reason } of findFiles(path)) {
      const read: WholeFile =
        reason === undefined
          ? await readWhole(file, limits.attachmentBytes)
          : { bytes: new Uint8Array(), reason }
      await answer(file, basename(file), read)
    }
  }
  if (!isJson && answers.length > 1) environment.write(asSummary(answers))
  return answers.map(({ code }) => code).reduce(graver, 0)
}

/** Scans what was read of a file; a file that wasn't read whole is named besides. */
async function scanOne(
  name: string,
  { bytes, reason }: WholeFile,
  scanner: IsolatedScan,
): Promise<FullScanResult> {
  const parts: ScanDocument['parts'] = [
    ...(name === '' ? [] : [{ id: 'file-name', kind: 'file-name', text: name } as const]),
    { id: 'file', kind: 'attachment', bytes, fileName: name },
  ]
  const result = await scanner.scan({ parts }, emptyContext)
  if (reason === undefined) return result
  const notScanned = [...result.notScanned, { part: 'file', reason, possible: [] }]
  const others = result.reasons.filter(({ code }) => code !== 'not-scanned')
  return { ...result, notScanned, reasons: [...others, { code: 'not-scanned', count: notScanned.length }] }
}

/** One line of output for each of input. The decisions are in the lines, so the exit code says only whether it ran. */
async function scanLines(paths: readonly string[], environment: CommandEnvironment): Promise<number> {
  const { parseScanLine, scanLineResult } = await import('../scan/scan-lines.ts')
  await loadLexicon(`${environment.resourcesDir}phi`)
  for (const path of paths) {
    const bytes = path === '-' ? await environment.readStdin() : await readLines(path, environment)
    if (bytes === undefined) return refuse(environment, `can't read ${path}`, exitCodes.noInput)
    let number = 0
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      number++
      if (line.trim() === '') continue
      const parsed = parseScanLine(line)
      if (parsed === undefined) return refuse(environment, `line ${String(number)} is not {"id","text"}`)
      const result = await scanFully(parsed.document, parsed.context)
      environment.write(`${JSON.stringify(scanLineResult(parsed.id, result))}\n`)
    }
  }
  return 0
}

async function readLines(path: string, { readFile }: CommandEnvironment): Promise<Uint8Array | undefined> {
  return readFile(path).catch(() => undefined)
}
