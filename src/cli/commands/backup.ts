import { basename } from 'node:path'
import {
  openBackupWithKit,
  verifyBackup,
  type BackupFault,
  type BackupVersion,
  type VerifiedBackup,
} from '../../main/vault/index.ts'
import type { Failure } from '../../shared/result.ts'
import { exitCodes, type Command, type CommandEnvironment } from '../command.ts'

const answers = { changed: 20, wrongKit: 21, unreadable: 22 } as const

/** `sealpost backup verify`: reads every byte of a backup with the recovery kit, without a vault, and changes nothing. */
export const backupCommand: Command = {
  name: 'backup',
  summary: `Checks a backup with the recovery kit, which it asks for or reads from standard input. Exit code 0 whole,
      20 changed or incomplete, 21 not this kit, 22 no backup that it can read.`,
  usage: 'sealpost backup verify [--json] FOLDER',
  async run(args, environment) {
    const request = parse(args)
    if (request === null) return refuse(environment, 'which folder?')
    const kit = await environment.readSecret('Recovery kit (words and check code, not shown): ')
    const { place, asJson } = request
    const opened = await openBackupWithKit(place, kit)
    if (!opened.ok) {
      environment.write(asJson ? jsonOf({ error: opened.error }) : `${place}: ${sayFailure(opened.error)}\n`)
      return codeOf(opened.error)
    }
    const { backup, identity, versions } = opened.value
    try {
      const quietly = { signal: new AbortController().signal, onProgress: () => undefined }
      const verified = await verifyBackup(backup, quietly)
      if (!verified.ok) {
        environment.write(
          asJson ? jsonOf({ error: verified.error }) : `${place}: ${sayFailure(verified.error)}\n`,
        )
        return codeOf(verified.error)
      }
      const { packs, faults } = verified.value
      const found = { folder: basename(backup.layout.root), vaultId: backup.vaultId, versions, packs, faults }
      environment.write(asJson ? jsonOf(present(found)) : describe(found))
      return faults.length === 0 ? 0 : answers.changed
    } finally {
      identity.wipe()
    }
  },
}

type Request = { readonly place: string; readonly asJson: boolean }

/** The kit is never an argument: other programs can read those. */
function parse([verb, ...args]: readonly string[]): Request | null {
  const places = args.filter((arg) => arg !== '--json')
  const [place] = places
  const isUsable = verb === 'verify' && places.length === 1 && place !== undefined && !place.startsWith('--')
  return isUsable ? { place, asJson: args.includes('--json') } : null
}

type Found = Pick<VerifiedBackup, 'packs' | 'faults'> & {
  readonly folder: string
  readonly vaultId: string
  /** Those that can be read, newest first. */
  readonly versions: readonly BackupVersion[]
}

function present({ vaultId, versions, packs, faults }: Found) {
  return { ok: faults.length === 0, vaultId, packs, versions, faults }
}

function jsonOf(value: object): string {
  return `${JSON.stringify('error' in value ? { ok: false, ...value } : value)}\n`
}

function describe({ folder, vaultId, versions, packs, faults }: Found): string {
  const [first, ...rest] = faults
  const amount = `${versions.length} versions, ${packs} packs, of vault ${vaultId}`
  const head =
    first === undefined
      ? [`${folder}: whole. ${amount}`]
      : [
          `${folder}: BROKEN, first at ${sayFault(first)}`,
          ...rest.map((one) => `  also ${sayFault(one)}`),
          `  ${amount}`,
        ]
  return `${[...head, ...versions.flatMap(describeVersion)].join('\n')}\n`
}

function describeVersion({ number, madeAt, storeBytes, counts, sha256, auditHead }: BackupVersion): string[] {
  const { messages, people, drafts, letters, settings } = counts
  return [
    `  Version ${number} of ${madeAt}: ${storeBytes} bytes; ${messages} messages, ${people} people, ${drafts} drafts, ${letters} letters, ${settings} settings`,
    `    SHA-256 of its file ${sha256}`,
    ...(auditHead === null ? [] : [`    Activity log up to record ${auditHead.seq}, ${auditHead.hash}`]),
  ]
}

const faultWords: Readonly<Record<BackupFault['kind'], string>> = {
  'key-file-changed': 'it is not the one that was written',
  'version-changed': 'it is not what was written under this number',
  'version-missing': 'a newer version says that it was kept',
  'version-replaced': 'it is another one than a newer version saw',
  behind: 'a newer version was made',
  'pack-missing': 'it is missing',
  'pack-changed': 'it is not what was written',
}

function sayFault({ file, kind, versions }: BackupFault): string {
  const lost = versions.length === 0 ? '' : ` (lost: version ${versions.join(', ')})`
  return `${file}: ${faultWords[kind]}${lost}`
}

function codeOf({ code }: Failure): number {
  if (code === 'backup/damaged') return answers.changed
  const isKit = code === 'vault/wrong-recovery-kit' || code === 'vault/recovery-kit-mistyped'
  return isKit ? answers.wrongKit : answers.unreadable
}

function sayFailure({ code, detail }: Failure): string {
  switch (code) {
    case 'backup/damaged':
      return `BROKEN at ${String(detail?.['file'])}: it is not what was written\n  ${code}`
    case 'vault/recovery-kit-mistyped':
      return `a word of the kit, or its check code, is mistyped\n  ${code}`
    case 'vault/wrong-recovery-kit':
      return `this kit does not open it\n  ${code}`
    case 'backup/newer':
      return `it was made by a newer version of Sealpost\n  ${code}`
    case 'backup/none-found':
      return `there is no backup in it\n  ${code}`
    default:
      return `it can't be read\n  ${code}`
  }
}

function refuse(environment: CommandEnvironment, message: string): number {
  environment.writeError(`sealpost backup: ${message}\nUsage: ${backupCommand.usage}\n`)
  return exitCodes.usage
}
