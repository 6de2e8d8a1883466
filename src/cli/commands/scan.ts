import { basename } from 'node:path'
import {
  categoryName,
  emptyContext,
  loadLexicon,
  scanFully,
  type Decision,
  type ScanDocument,
  type ScanResult,
} from '../../main/phi/index.ts'
import { usageError, type Command, type CommandEnvironment } from '../command.ts'

const exitCodeOf: Readonly<Record<Decision, number>> = { none: 0, 'identifiers-only': 10, phi: 11 }
const graver = (a: number, b: number): number => Math.max(a, b)

/** `sealpost scan`: finds identifiers and health context in files, without a vault and without configuration. */
export const scanCommand: Command = {
  name: 'scan',
  summary:
    'Finds PHI in text, mail, HTML, PDF and Word files. Exit code 0 none, 10 identifiers only, 11 PHI.',
  usage: 'sealpost scan [--json | --jsonl] [FILE… | -]',
  async run(args, environment) {
    const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json' && arg !== '--jsonl')
    if (unknown !== undefined) return refuse(environment, `unknown option ${unknown}`)
    const files = args.filter((arg) => !arg.startsWith('--'))
    const asLines = args.includes('--jsonl')
    await loadLexicon(`${environment.resourcesDir}phi`)
    let exitCode = 0
    for (const file of files.length === 0 ? ['-'] : files) {
      const bytes = await read(file, environment)
      if (bytes === undefined) return refuse(environment, `can't read ${file}`)
      const code = asLines
        ? await scanLines(bytes, environment)
        : await scanFile(file, bytes, args.includes('--json'), environment)
      if (code === usageError) return code
      exitCode = graver(exitCode, code)
    }
    return exitCode
  },
}

function refuse(environment: CommandEnvironment, message: string): number {
  environment.writeError(`sealpost scan: ${message}\nUsage: ${scanCommand.usage}\n`)
  return usageError
}

async function read(file: string, environment: CommandEnvironment): Promise<Uint8Array | undefined> {
  try {
    return file === '-' ? await environment.readStdin() : await environment.readFile(file)
  } catch {
    return undefined
  }
}

async function scanFile(
  file: string,
  bytes: Uint8Array,
  asJson: boolean,
  environment: CommandEnvironment,
): Promise<number> {
  const name = file === '-' ? '' : basename(file)
  const document: ScanDocument = { parts: [{ id: 'file', kind: 'attachment', bytes, fileName: name }] }
  const result = await scanFully(document, emptyContext)
  environment.write(
    asJson ? `${JSON.stringify(result)}\n` : describe(file === '-' ? 'standard input' : file, result),
  )
  return exitCodeOf[result.decision]
}

const sentenceOf: Readonly<Record<Decision, string>> = {
  none: 'no identifiers',
  'identifiers-only': 'identifiers, no health context',
  phi: 'PHI: identifiers together with health, treatment or payment context',
}

/** For people: the decision, then categories with counts. The values themselves are not printed. */
function describe(name: string, result: ScanResult): string {
  const counts = new Map<string, number>()
  for (const { category } of result.findings) counts.set(category, (counts.get(category) ?? 0) + 1)
  const lines = [`${name}: ${sentenceOf[result.decision]}`]
  for (const [category, count] of [...counts].sort())
    lines.push(`  (${category}) ${categoryName[category as keyof typeof categoryName]}: ${String(count)}`)
  if (result.healthContext.present) lines.push(`  Health context: ${result.healthContext.topics.join(', ')}`)
  if (result.flags.psychotherapyNotes) lines.push('  Looks like psychotherapy notes (45 CFR 164.501)')
  if (result.flags.part2) lines.push('  Looks like substance-use treatment (42 CFR Part 2)')
  for (const { part, reason } of result.notScanned) lines.push(`  Not scanned: ${part} (${reason})`)
  return `${lines.join('\n')}\n`
}

/** One line of output for each of input. The decisions are in the lines, so the exit code says only whether it ran. */
async function scanLines(bytes: Uint8Array, environment: CommandEnvironment): Promise<number> {
  const { parseScanLine, scanLineResult } = await import('../scan-lines.ts')
  let number = 0
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    number++
    if (line.trim() === '') continue
    const parsed = parseScanLine(line)
    if (parsed === undefined) return refuse(environment, `line ${String(number)} is not {"id","text"}`)
    const result = await scanFully(parsed.document, parsed.context)
    environment.write(`${JSON.stringify(scanLineResult(parsed.id, result))}\n`)
  }
  return 0
}
