import type { Category } from '../categories.ts'
import type { TextPart } from '../document/scanner.ts'
import { limits } from '../limits.ts'
import type { NotScanned, NotScannedReason } from '../types.ts'

/** An identifier that a file's structure names, so that no recognizer has to guess it: the position in a photo. */
export type MetadataFinding = {
  readonly category: Category
  readonly part: string
  readonly start: number
  readonly end: number
  readonly score: number
  readonly because: string
}

/** What an attachment gives: texts to scan, identifiers that its metadata names, and what couldn't be read. */
export type Extracted = {
  readonly texts: readonly TextPart[]
  readonly findings: readonly MetadataFinding[]
  readonly notScanned: readonly NotScanned[]
}

/** A file as its readers get it. */
export type FileToRead = {
  /** Id of the part that it becomes. */
  readonly id: string
  readonly bytes: Uint8Array
  readonly name: string
  /** As the sender claims, or empty. */
  readonly contentType: string
  /** How many files it lies within. */
  readonly depth: number
}

/** Ends the reading of one file; what was read before stays. Caught where the reader was chosen, nowhere else. */
export class CannotRead extends Error {
  readonly reason: NotScannedReason

  constructor(reason: NotScannedReason) {
    super(reason)
    this.reason = reason
  }
}

export type ReadingOptions = {
  /** Files that a former attempt didn't survive, by part id: they are not opened again. */
  readonly skip?: ReadonlyMap<string, NotScannedReason>
  /** Told of each file before it is opened. */
  readonly onFile?: (partId: string) => void
}

const IDENTIFIERS_OF_A_PICTURE = ['P', 'Q'] as const
const IDENTIFIERS_OF_A_RECORDING = ['P', 'Q'] as const

function possibleIn(reason: NotScannedReason): readonly Category[] {
  if (reason === 'image') return IDENTIFIERS_OF_A_PICTURE
  return reason === 'audio-or-video' ? IDENTIFIERS_OF_A_RECORDING : []
}

/** Stands for `#` in the names of files inside others. */
const WIDE_NUMBER_SIGN = '＃'

/**
 * Gathers what the readers of one attachment find, the files inside it included, and holds them to one common
 * budget of bytes, text, files and time, however deep the files are nested.
 */
export class Reading implements Extracted {
  readonly texts: TextPart[] = []
  readonly findings: MetadataFinding[] = []
  readonly notScanned: NotScanned[] = []
  private readonly options: ReadingOptions
  private readonly deadline = performance.now() + limits.extractionMs
  private readonly ids = new Set<string>()
  private unpackedBytes = 0
  private entries = 0
  private textLength = 0

  constructor(options: ReadingOptions = {}) {
    this.options = options
  }

  /** Says that a file is about to be opened. @throws CannotRead where a former attempt didn't survive it */
  begin(partId: string): void {
    const reason = this.options.skip?.get(partId)
    if (reason !== undefined) throw new CannotRead(reason)
    this.options.onFile?.(partId)
    this.checkTime()
  }

  /** Adds a text to scan; a blank one is nothing. @throws CannotRead over the budget */
  text(id: string, text: string, kind: TextPart['kind'] = 'attachment'): void {
    if (text.trim() === '') return
    this.textLength += text.length
    if (this.textLength > limits.textLength) throw new CannotRead('too-large')
    this.checkTime()
    this.texts.push({ id, kind, text })
  }

  /** Adds properties, one to a line with its label: `Author: Ann Rivera`. Empty ones are left out. */
  properties(id: string, properties: readonly (readonly [label: string, value: string])[]): void {
    const lines = properties.filter(([, value]) => value.trim() !== '')
    this.text(id, lines.map(([label, value]) => `${label}: ${value.trim()}`).join('\n'))
  }

  /** Names what couldn't be read. */
  unread(part: string, reason: NotScannedReason): void {
    this.notScanned.push({ part, reason, possible: possibleIn(reason) })
  }

  /** @returns a part id that no other entry of the same name has; `#` in it begins a piece of a file, never a name */
  idFor(parent: string, name: string): string {
    const wished = `${parent}/${name.replaceAll('#', WIDE_NUMBER_SIGN)}`
    let id = wished
    for (let again = 2; this.ids.has(id); again++) id = `${wished} (${String(again)})`
    this.ids.add(id)
    return id
  }

  /** Counts one more file inside. @throws CannotRead over the budget */
  countEntry(): void {
    this.entries++
    if (this.entries > limits.archiveEntries) throw new CannotRead('too-large')
    this.checkTime()
  }

  /** Counts bytes that were unpacked. @throws CannotRead over the budget */
  countUnpacked(bytes: number): void {
    this.unpackedBytes += bytes
    if (this.unpackedBytes > limits.archiveUnpackedBytes) throw new CannotRead('too-large')
  }

  /** @throws CannotRead when the attachment's time is over */
  checkTime(): void {
    if (performance.now() > this.deadline) throw new CannotRead('took-too-long')
  }
}

/** Reads one format into `reading`. Throws `CannotRead` with a reason, or anything else for a damaged file. */
export type FileReader = (file: FileToRead, reading: Reading, readFile: ReadFile) => Promise<void> | void

/** Reads a file that lies within another. Never throws. */
export type ReadFile = (file: FileToRead) => Promise<void>

/** The readable files of a package of files, by their name. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>

/** One damaged part doesn't hide the others. */
export function guarded<T>(part: string, reading: Reading, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error
    if (error.reason === 'took-too-long' || error.reason === 'too-large') throw error
    reading.unread(part, error.reason)
    return undefined
  }
}
