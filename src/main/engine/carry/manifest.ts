import type { ExportInput } from '../../../shared/contract/index.ts'
import type { ExportFolder, OpenFile, WrittenFile } from './export-folder.ts'

/** What the manifest says of one message (docs/bring-and-take-along.md). */
export interface ManifestMessage {
  /** The file that it is in; null: in none, as its text isn't on this computer. */
  readonly file: string | null
  /** Of the message as it was written, with the line ends of mail; null where there is no file. */
  readonly sha256: string | null
  readonly sizeBytes: number
  readonly messageId: string | null
  readonly mailbox: string
  /** From its header; null where that says none. */
  readonly date: string | null
  readonly received: string
  readonly flags: readonly string[]
  readonly isStillEncrypted: boolean
}

export interface ManifestCounts {
  readonly messages: number
  readonly missing: number
  readonly stillEncrypted: number
  readonly replacedCharacters: number
}

export const manifestName = 'manifest.json'
export const sumsName = 'SHA256SUMS'

/** manifest.json and SHA256SUMS of an export, written as it goes: neither list is ever in memory as a whole. */
export interface ManifestWriter {
  addMessage(message: ManifestMessage): Promise<void>
  addFile(file: WrittenFile): Promise<void>
  finish(outcome: 'complete' | 'stopped', counts: ManifestCounts): Promise<void>
}

export async function openManifest(
  folder: ExportFolder,
  { scope, format, form }: ExportInput,
  made: Date,
): Promise<ManifestWriter> {
  const manifest = await folder.open(manifestName)
  const sums = await folder.open(sumsName)
  const head = { format: 'sealpost-mail-export', version: 1, made: made.toISOString() }
  const said = JSON.stringify({ ...head, scope: scope.kind, as: format, form })
  await manifest.write(`${said.slice(0, -1)},\n"messages":[`)
  let messages = 0
  let files = 0

  return {
    addMessage: async (message) => {
      await manifest.write(`${messages === 0 ? '' : ','}\n${JSON.stringify(message)}`)
      messages += 1
    },
    addFile: async (file) => {
      files += 1
      await writeSum(sums, file)
    },
    finish: async (outcome, counts) => {
      const end = JSON.stringify({ counts: { ...counts, files }, outcome })
      await manifest.write(`\n],\n${end.slice(1)}\n`)
      await writeSum(sums, await manifest.finish())
      await sums.finish()
    },
  }
}

/** A line as sha256sum reads it; names have no backslash and no line end, which it would want escaped. */
async function writeSum(sums: OpenFile, { file, sha256 }: WrittenFile): Promise<void> {
  await sums.write(`${sha256}  ${file}\n`)
}
