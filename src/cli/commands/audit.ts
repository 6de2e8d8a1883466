import { verifyAgainst, verifyCsv, verifyJsonLines, type VerifiedExport } from '../../main/audit/index.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { exitCodes, type Command, type CommandEnvironment } from '../command.ts'

const broken = 1

/** `sealpost audit verify`: checks an exported log for anyone who has the file, without a vault. */
export const auditCommand: Command = {
  name: 'audit',
  summary: 'Checks an exported activity log. Exit code 0 whole, 1 changed or incomplete.',
  usage: 'sealpost audit verify [--json] [--against EARLIER] FILE',
  async run(args, environment) {
    const request = parse(args)
    if (request === null) return refuse(environment, 'what to verify?')
    const read = await readAll(request, environment)
    if (typeof read === 'string') return refuse(environment, `can't read ${read}`)
    const verified = read()
    environment.write(request.asJson ? `${JSON.stringify(verified)}\n` : describe(request.file, verified))
    return verified.ok ? 0 : broken
  },
}

type Request = { readonly file: string; readonly against: string | null; readonly asJson: boolean }

function parse([verb, ...args]: readonly string[]): Request | null {
  const rest = [...args]
  const asJson = take(rest, '--json', 1) !== null
  const against = take(rest, '--against', 2)?.[1] ?? null
  const [file] = rest
  const isUsable = verb === 'verify' && rest.length === 1 && file !== undefined && !file.startsWith('--')
  return isUsable ? { file, against, asJson } : null
}

/** Takes an option with its value out of the arguments. */
function take(args: string[], option: string, length: number): string[] | null {
  const index = args.indexOf(option)
  return index < 0 ? null : args.splice(index, length)
}

/** Everything is read before anything is judged. @returns the name of a file that can't be read */
async function readAll(
  { file, against }: Request,
  environment: CommandEnvironment,
): Promise<string | (() => Result<VerifiedExport>)> {
  const isTable = file.toLowerCase().endsWith('.csv')
  const besideName = isTable ? `${file}.manifest.json` : against
  const main = await read(file, environment)
  if (main === null) return file
  if (besideName === null) return () => verifyJsonLines(main)
  const beside = await read(besideName, environment)
  if (beside === null) return besideName
  return () => (isTable ? verifyCsv(main, beside) : verifyAgainst(main, beside))
}

async function read(file: string, environment: CommandEnvironment): Promise<Uint8Array | null> {
  try {
    return await environment.readFile(file)
  } catch {
    return null
  }
}

function refuse(environment: CommandEnvironment, message: string): number {
  environment.writeError(`sealpost audit: ${message}\nUsage: ${auditCommand.usage}\n`)
  return exitCodes.usage
}

function describe(file: string, result: Result<VerifiedExport>): string {
  return result.ok
    ? describeWhole(file, result.value)
    : `${file}: ${describeFailure(result.error)}\n  ${result.error.code}\n`
}

function describeWhole(
  file: string,
  { count, firstSeq, head, people, createdAt, signer }: VerifiedExport,
): string {
  const range = count === 0 ? 'no records' : `${count} records, ${firstSeq} to ${firstSeq + count - 1}`
  return [
    `${file}: whole. ${range}`,
    `  Exported ${createdAt}, people ${people === 'codes' ? 'as codes' : 'with names'}`,
    `  Head ${head}`,
    `  Signed by ${signer} (compare with the practice's own statement of its key)`,
    '',
  ].join('\n')
}

const faults: Readonly<Record<string, string>> = {
  unreadable: 'it is not a record any more',
  'wrong-hash': 'it was changed',
  'wrong-number': 'a record is missing, doubled or out of place',
  'broken-link': 'it does not follow the record before it',
  'other-log': 'it belongs to another log',
  'other-signer': 'the log was signed by another key',
  'time-runs-back': 'it is older than the record before it',
  'records-missing': 'this and later records are missing',
  'records-added': 'records were added after the last',
  'bytes-changed': 'something else in the file was changed',
  rewritten: 'it differs from the earlier export',
  'rolled-back': 'the log had gone further when the earlier export was made',
}

function describeFailure({ code, detail }: Failure): string {
  const fault = faults[String(detail?.['fault'])] ?? ''
  switch (code) {
    case 'audit/chain-broken':
      return `BROKEN at record ${String(detail?.['seq'])}: ${fault}`
    case 'audit/manifest-mismatch':
      return 'BROKEN: the manifest, or the table that it speaks of, was changed'
    case 'audit/version-newer':
      return "can't be checked: it was made by a newer version of Sealpost"
    default:
      return 'is not an exported activity log'
  }
}
