import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import PostalMime from 'postal-mime'

/** A sealed mail as a patient's mail program shows it: cover and files. Read by a parser that isn't the product's. */
export type SealedMail = {
  readonly subject: string
  readonly messageId: string
  readonly text: string
  readonly files: ReadonlyMap<string, Buffer>
}

export async function readSealedMail(raw: Buffer): Promise<SealedMail> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' })
  return {
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    text: mail.text ?? '',
    files: new Map(
      mail.attachments.map(({ filename, content }) => [
        filename ?? '',
        typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
      ]),
    ),
  }
}

/** The file of this name; throws where the mail hasn't any. */
export function fileOf(mail: SealedMail, name: string): Buffer {
  const file = mail.files.get(name)
  if (file === undefined) throw new Error(`no ${name} among ${[...mail.files.keys()].join(', ')}`)
  return file
}

/** What poppler reads of a PDF, with a passphrase or without; null when it refuses to open it. */
export async function readPdf(pdf: Buffer, passphrase?: string): Promise<string | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sealpost-pdf-'))
  try {
    const file = path.join(folder, 'Message.pdf')
    await writeFile(file, pdf)
    const key = passphrase === undefined ? [] : ['-upw', passphrase]
    const { stdout } = await promisify(execFile)('pdftotext', [...key, '-enc', 'UTF-8', file, '-'])
    return stdout
  } catch (error) {
    if (error instanceof Error && error.message.includes('Incorrect password')) return null
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
