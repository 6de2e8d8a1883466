import {
  receiptsSuffix,
  verifyAgainst,
  verifyCsv,
  verifyJsonLines,
  verifyReceiptAgainst,
  verifyReceiptFile,
  verifyReceipts,
  type VerifiedExport,
  type VerifiedReceipt,
} from '../../main/audit/index.ts'
import { ok, type Failure, type Result } from '../../shared/result.ts'
import { exitCodes, type Command, type CommandEnvironment } from '../command.ts'

const broken = 1

/** `sealpost audit verify`: checks an exported log or a receipt for anyone who has the file, without a vault. */
export const auditCommand: Command = {
  name: 'audit',
  summary:
    'Checks an exported activity log or a protection receipt. Exit code 0 whole, 1 changed or incomplete.',
  usage: 'sealpost audit verify [--json] [--against EARLIER] FILE',
  async run(args, environment) {
    const request = parse(args)
    if (request === null) return refuse(environment, 'what to verify?')
    if (request.against !== null && isTableName(request.file)) {
      return refuse(environment, '--against compares JSON Lines, not a table')
    }
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

/** A table or a report: it is checked as a whole, by the manifest beside it. */
function isTableName(file: string): boolean {
  return /[.](csv|pdf)$/i.test(file)
}

/** Takes an option with its value out of the arguments. */
function take(args: string[], option: string, length: number): string[] | null {
  const index = args.indexOf(option)
  return index < 0 ? null : args.splice(index, length)
}

type Verified = VerifiedExport | VerifiedReceipt

/** Everything is read before anything is judged. @returns the name of a file that can't be read */
async function readAll(
  { file, against }: Request,
  environment: CommandEnvironment,
): Promise<string | (() => Result<Verified>)> {
  const besideName = isTableName(file) ? `${file}.manifest.json` : against
  const main = await read(file, environment)
  if (main === null) return file
  const beside = besideName === null ? null : await read(besideName, environment)
  if (besideName !== null && beside === null) return besideName
  if (file.toLowerCase().endsWith('.json')) return () => judgeReceipt(main, beside)
  const receipts = await read(file.replace(/\.[^.]*$/, receiptsSuffix), environment)
  return () => judgeExport(main, beside, isTableName(file), receipts)
}

/** @param log null: no log to hold it against was named */
function judgeReceipt(file: Uint8Array, log: Uint8Array | null): Result<VerifiedReceipt> {
  const verified = verifyReceiptFile(file)
  if (!verified.ok || log === null) return verified
  const named = verifyReceiptAgainst(verified.value, log)
  return named.ok ? verified : named
}

/** @param beside of a table its manifest; of JSON Lines the earlier export, if one was named */
function judgeExport(
  main: Uint8Array,
  beside: Uint8Array | null,
  isTable: boolean,
  receipts: Uint8Array | null,
): Result<VerifiedExport> {
  const verified = judgeRecords(main, beside, isTable)
  if (!verified.ok) return verified
  const withReceipts = verifyReceipts(
    isTable && beside !== null ? beside : main,
    receipts ?? new Uint8Array(),
  )
  return withReceipts.ok ? ok(verified.value) : withReceipts
}

function judgeRecords(main: Uint8Array, beside: Uint8Array | null, isTable: boolean): Result<VerifiedExport> {
  if (beside === null) return verifyJsonLines(main)
  return isTable ? verifyCsv(main, beside) : verifyAgainst(main, beside)
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

function describe(file: string, result: Result<Verified>): string {
  if (!result.ok) return `${file}: ${describeFailure(result.error)}\n  ${result.error.code}\n`
  return 'about' in result.value ? describeReceipt(file, result.value) : describeWhole(file, result.value)
}

function describeReceipt(file: string, { about, hash, signer }: VerifiedReceipt): string {
  return [
    `${file}: whole. A protection receipt:`,
    ...about.map((line) => `  ${line}`),
    `  Named in the log as ${hash}`,
    `  ${describeSigner(signer)}`,
    '',
  ].join('\n')
}

function describeSigner(signer: string): string {
  return `Signed by ${signer} (compare with the practice's own statement of its key)`
}

function describeWhole(
  file: string,
  { count, firstSeq, withheld, head, people, createdAt, signer, receipts }: VerifiedExport,
): string {
  const range = count === 0 ? 'no records' : `${count} records, ${firstSeq} to ${firstSeq + count - 1}`
  const how = isTableName(file) ? 'left out' : 'by hash alone'
  const hidden = withheld === 0 ? '' : `, ${withheld} of ${count} ${how} (of one person's records)`
  return [
    `${file}: whole. ${range}${hidden}`,
    `  Exported ${createdAt}, people ${people === 'codes' ? 'as codes' : 'with names'}`,
    `  Protection receipts: ${receipts}`,
    `  Head ${head}`,
    `  ${describeSigner(signer)}`,
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
  'wrong-checkpoint': 'it is not the checkpoint that this vault signed here',
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
      return detail?.['fault'] === 'miscounted'
        ? 'BROKEN: another number of records is there by hash alone than the manifest says'
        : 'BROKEN: the manifest, or the table that it speaks of, was changed'
    case 'audit/receipt-changed':
      return detail === undefined
        ? 'BROKEN: the receipt was changed'
        : `BROKEN at receipt ${String(detail['number'])}: it was changed, or is of another log`
    case 'audit/receipts-missing':
      return `BROKEN: ${String(detail?.['count'])} protection receipts are missing (NAME${receiptsSuffix})`
    case 'audit/receipt-not-in-log':
      return "BROKEN: the log doesn't name this receipt"
    case 'audit/version-newer':
      return "can't be checked: it was made by a newer version of Sealpost"
    default:
      return 'is not an exported activity log, nor a receipt'
  }
}
