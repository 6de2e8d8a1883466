import type { ArchiveEntry } from '../archive.ts'
import { guarded, type FileToRead, type PackageFiles, type Reading, type ReadFile } from '../reading.ts'
import { attributeIn, between } from '../markup.ts'
import { customProperties, namedProperties } from './properties.ts'
import { readOpenDocument } from './open-document.ts'
import { readSlides } from './slides.ts'
import { readWorkbook } from './workbook.ts'
import { wordText } from './word.ts'
import { textOfXml } from './xml.ts'

const DOCUMENT_NAME = /\.(?:docx|docm|xlsx|xlsm|pptx|pptm|odt|ods|odp)$/i
const WORD_PART =
  /^word\/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments\w*|glossary\/document|charts\/chart\d*|diagrams\/data\d*)\.xml$/

const LONGEST_LINK = 4_000

/** Furniture of the program, which holds nothing that a person wrote. */
const FURNITURE =
  /(?:\.rels|\.odttf|\.fntdata|\/(?:theme|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|calcChain|presProps|viewProps|tableStyles|vmlDrawing)\d*\.(?:xml|vml)|\/(?:printerSettings|activeX)\d*\.(?:bin|xml)|^\[Content_Types\]\.xml|^mimetype|\/ctrlProps\/.*|\/(?:slideLayouts|slideMasters|theme)\/.*\.xml|^Configurations2\/.*)$/

/**
 * Documents of office programs: WordprocessingML, SpreadsheetML and PresentationML (ECMA-376), and OpenDocument
 * (ISO/IEC 26300). What else lies in the package (pictures, embedded files) is read as a file of its own.
 * @returns false for a plain archive
 */
export async function readOfficePackage(
  file: FileToRead,
  entries: readonly ArchiveEntry[],
  reading: Reading,
  readFile: ReadFile,
): Promise<boolean> {
  const files = new Map<string, Uint8Array>()
  for (const entry of entries) if ('bytes' in entry) files.set(entry.name, entry.bytes)
  const read = readBody(file.id, files, reading)
  if (read === undefined) {
    if (DOCUMENT_NAME.test(file.name)) reading.unread(file.id, 'damaged')
    return false
  }
  readProperties(file.id, files, read, reading)
  for (const entry of entries) {
    if (read.has(entry.name) || FURNITURE.test(entry.name)) continue
    const id = reading.idFor(file.id, entry.name)
    if ('reason' in entry) reading.unread(id, entry.reason)
    else if (entry.name.endsWith('.xml')) readOther(id, entry.bytes, reading)
    else {
      const name = entry.name.slice(entry.name.lastIndexOf('/') + 1)
      await readFile({ id, bytes: entry.bytes, name, contentType: '', depth: file.depth + 1 })
    }
  }
  return true
}

/** @returns the names of the files that the body was read from; undefined for no document */
function readBody(id: string, files: PackageFiles, reading: Reading): Set<string> | undefined {
  if (files.has('word/document.xml')) return readWord(id, files, reading)
  if (files.has('xl/workbook.xml')) return readWorkbook(id, files, reading)
  if (files.has('ppt/presentation.xml')) return readSlides(id, files, reading)
  return files.has('content.xml') && files.has('META-INF/manifest.xml')
    ? readOpenDocument(id, files, reading)
    : undefined
}

function readWord(id: string, files: PackageFiles, reading: Reading): Set<string> {
  const read = new Set<string>()
  const authors = new Set<string>()
  for (const [name, bytes] of files) {
    if (!WORD_PART.test(name)) continue
    read.add(name)
    const part = name === 'word/document.xml' ? id : `${id}#${name.slice('word/'.length, -'.xml'.length)}`
    const word = guarded(part, reading, () => wordText(bytes, reading))
    if (word === undefined) continue
    reading.text(part, word.text)
    reading.text(`${part}#deleted`, word.deleted)
    for (const author of word.authors) authors.add(author)
  }
  reading.properties(
    `${id}#reviewers`,
    [...authors].map((author) => ['Author', author]),
  )
  return read
}

function readProperties(id: string, files: PackageFiles, read: Set<string>, reading: Reading): void {
  const sources = [
    ['docProps/core.xml', namedProperties],
    ['docProps/app.xml', namedProperties],
    ['meta.xml', namedProperties],
    ['docProps/custom.xml', customProperties],
    ['meta.xml', customProperties],
  ] as const
  const found: (readonly [string, string])[] = []
  for (const [name, properties] of sources) {
    const bytes = files.get(name)
    if (bytes === undefined) continue
    read.add(name)
    found.push(...(guarded(`${id}#properties`, reading, () => properties(bytes, reading)) ?? []))
  }
  reading.properties(`${id}#properties`, found)
  reading.properties(`${id}#links`, linksOf(files))
}

/** Targets outside the document: web pages, mail addresses, files on someone's disk. */
function linksOf(files: PackageFiles): [string, string][] {
  const links = new Set<string>()
  for (const [name, bytes] of files) {
    if (!name.endsWith('.rels')) continue
    for (const tag of between(new TextDecoder().decode(bytes), '<relationship ', '>', LONGEST_LINK)) {
      if (attributeIn(tag, 'TargetMode') === 'External') links.add(attributeIn(tag, 'Target'))
    }
  }
  return [...links].map((link) => ['Link', link.replace(/^mailto:/i, '').replaceAll('&amp;', '&')])
}

/** XML of another kind, such as the data of a form: all of its text. */
function readOther(id: string, bytes: Uint8Array, reading: Reading): void {
  const text = guarded(id, reading, () => textOfXml(bytes, reading, { after: new Proxy({}, LINE_AFTER_ALL) }))
  if (text !== undefined) reading.text(id, text.replace(/\s*\n\s*/g, '\n'))
}

const LINE_AFTER_ALL: ProxyHandler<Record<string, string>> = { get: () => '\n' }
