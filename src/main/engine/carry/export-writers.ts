import { createHash } from 'node:crypto'
import type { ExportFormat } from '../../../shared/contract/index.ts'
import { mboxEntry } from '../../mime/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import type { ExportFolder, OpenFile, WrittenFile } from './export-folder.ts'
import type { OutgoingMessage } from './outgoing-message.ts'
import type { PdfRecord } from './pdf-record.ts'

/** Writes the messages of one group in one format; throws what the disk says. */
export interface GroupWriter {
  /** Answers with the name of the file that it goes into. */
  add(message: OutgoingMessage): Promise<string>
  finish(): Promise<void>
  /** Characters that were written as their number. */
  readonly replacedCharacters: number
}

export interface WriterDeps {
  readonly folder: ExportFolder
  readonly fonts: PdfFonts
  readonly made: Date
  readonly onFile: (file: WrittenFile) => Promise<void>
}

/** A volume ends with the message that reaches either: so much is in memory at once. */
const volume = { messages: 100, pages: 300 } as const

export function createGroupWriter(format: ExportFormat, name: string, deps: WriterDeps): GroupWriter {
  switch (format) {
    case 'mbox':
      return mboxWriter(name, deps)
    case 'eml':
      return emlWriter(name, deps)
    case 'pdf':
      return pdfWriter(name, deps)
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function mboxWriter(name: string, { folder, onFile }: WriterDeps): GroupWriter {
  const file = `${name}.mbox`
  let opened: OpenFile | null = null
  return {
    replacedCharacters: 0,
    add: async ({ bytes, sender, received }) => {
      opened ??= await folder.open(file)
      await opened.write(mboxEntry(bytes, { sender, received }))
      return file
    },
    finish: async () => {
      // An empty mailbox is an empty file.
      opened ??= await folder.open(file)
      await onFile(await opened.finish())
    },
  }
}

function emlWriter(name: string, { folder, onFile }: WriterDeps): GroupWriter {
  let number = 0
  return {
    replacedCharacters: 0,
    add: async ({ bytes, received }) => {
      number += 1
      const day = Number.isNaN(received.getTime()) ? 'undated' : received.toISOString().slice(0, 10)
      const file = `${name}/${String(number).padStart(6, '0')}-${day}.eml`
      await onFile(await folder.put(file, bytes))
      return file
    },
    finish: () => Promise.resolve(),
  }
}

function pdfWriter(name: string, { folder, fonts, made, onFile }: WriterDeps): GroupWriter {
  let number = 0
  let record: PdfRecord | null = null
  let replaced = 0
  const fileName = () => `${name}-${String(number).padStart(3, '0')}.pdf`

  async function finishVolume(): Promise<void> {
    if (record === null) return
    replaced += record.replacedCharacters
    await onFile(await folder.put(fileName(), await record.save()))
    record = null
  }

  return {
    get replacedCharacters() {
      return replaced
    },
    add: async (message) => {
      if (record === null) {
        number += 1
        const { createPdfRecord } = await import('./pdf-record.ts')
        record = await createPdfRecord(fonts, made)
      }
      await record.add(message)
      const file = fileName()
      if (record.messages >= volume.messages || record.pages >= volume.pages) await finishVolume()
      return file
    },
    finish: finishVolume,
  }
}
