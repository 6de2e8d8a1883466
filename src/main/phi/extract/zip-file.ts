import { unpack, type ArchiveEntry } from './archive.ts'
import { readOfficePackage } from './office/package.ts'
import type { FileToRead, Reading, ReadFile } from './reading.ts'

const BASE_NAME = /[^/\\]*$/

/** A zip, or a document of an office program, which is a zip of XML. The files inside decide which. */
export async function readZipFile(file: FileToRead, reading: Reading, readFile: ReadFile): Promise<void> {
  const entries = await unpack(file.bytes, reading)
  if (await readOfficePackage(file, entries, reading, readFile)) return
  // Names first: they are there even where the content needs a password.
  for (const entry of entries) await readEntry(file, entry, reading, readFile)
}

/** One file of an archive: its name is a part of its own, and so is its content. */
export async function readEntry(
  parent: FileToRead,
  entry: ArchiveEntry,
  reading: Reading,
  readFile: ReadFile,
  contentType = '',
): Promise<void> {
  const id = reading.idFor(parent.id, entry.name)
  reading.text(`${id}#name`, entry.name, 'file-name')
  if ('reason' in entry) {
    reading.unread(id, entry.reason)
    return
  }
  const name = BASE_NAME.exec(entry.name)?.[0] ?? entry.name
  await readFile({ id, bytes: entry.bytes, name, contentType, depth: parent.depth + 1 })
}
