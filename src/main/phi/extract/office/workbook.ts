import { guarded, type PackageFiles, type Reading } from '../reading.ts'
import { numberFormat, type NumberFormat } from './number-format.ts'
import { sheetText } from './sheet.ts'
import { textOfXml, walkXml, type TextRules } from './xml.ts'

const COMMENTS: TextRules = {
  shown: new Set(['t', 'text', 'author']),
  after: { comment: '\n', author: '\n' },
}
const DRAWINGS: TextRules = {
  shown: new Set(['t', 'v']),
  after: { p: '\n', pt: '\n' },
  attributes: new Set(['descr', 'title', 'displayName']),
}
/** A pivot table keeps a copy of the rows that it sums up, even of a sheet that was deleted. */
const CACHES: TextRules = { after: {}, attributes: new Set(['v', 'name']) }

const OTHER_PARTS: readonly (readonly [RegExp, TextRules])[] = [
  [/^xl\/(?:comments\d*|comments\/comment\d*|threadedComments\/\w+)\.xml$/, COMMENTS],
  [/^xl\/(?:drawings\/drawing\d*|charts\/chart\d*|persons\/\w+)\.xml$/, DRAWINGS],
  [/^xl\/(?:pivotCache\/\w+|externalLinks\/\w+|tables\/\w+|pivotTables\/\w+)\.xml$/, CACHES],
]
const SHEET = /^xl\/(?:worksheets|chartsheets|dialogsheets)\/(\w+)\.xml$/

/** The sheets of a workbook, hidden ones too, as lines of cells; their names and comments. @returns the files read */
export function readWorkbook(id: string, files: PackageFiles, reading: Reading): Set<string> {
  const read = new Set(['xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/metadata.xml'])
  const { is1904, sheetNames, definedNames } = readOutline(id, files, reading)
  sheetNames.forEach((name, index) =>
    reading.text(`${id}#sheet-name-${String(index + 1)}`, name, 'file-name'),
  )
  reading.text(`${id}#defined-names`, definedNames.join('\n'))
  const shared = readSharedStrings(id, files, reading)
  const formats = readFormats(id, files, reading, is1904)
  for (const [name, bytes] of files) {
    const sheet = SHEET.exec(name)?.[1]
    const part = `${id}#${sheet ?? name.slice(3, -4)}`
    const rules = OTHER_PARTS.find(([pattern]) => pattern.test(name))?.[1]
    if (sheet === undefined && rules === undefined) continue
    read.add(name)
    const text = guarded(part, reading, () =>
      rules === undefined ? sheetText(bytes, reading, { shared, formats }) : textOfXml(bytes, reading, rules),
    )
    if (text !== undefined) reading.text(part, text)
  }
  return read
}

type Outline = { is1904: boolean; readonly sheetNames: string[]; readonly definedNames: string[] }

function readOutline(id: string, files: PackageFiles, reading: Reading): Outline {
  const outline: Outline = { is1904: false, sheetNames: [], definedNames: [] }
  const bytes = files.get('xl/workbook.xml') ?? new Uint8Array()
  let isDefinition = false
  guarded(id, reading, () =>
    walkXml(bytes, reading, {
      open: (name, attributes) => {
        if (name === 'sheet') outline.sheetNames.push(attributes['name'] ?? '')
        if (name === 'workbookPr') outline.is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
        isDefinition = name === 'definedName'
        if (isDefinition) outline.definedNames.push(attributes['name'] ?? '')
      },
      close: () => {
        isDefinition = false
      },
      text: (text) => {
        if (isDefinition && text.includes('"')) outline.definedNames.push(text)
      },
    }),
  )
  return outline
}

/** The strings that cells refer to by number; the reading aids of East Asian text (`rPh`) are left out. */
function readSharedStrings(id: string, files: PackageFiles, reading: Reading): string[] {
  const strings: string[] = []
  const bytes = files.get('xl/sharedStrings.xml')
  if (bytes === undefined) return strings
  let current = ''
  let isText = false
  let phonetic = 0
  guarded(`${id}#sharedStrings`, reading, () =>
    walkXml(bytes, reading, {
      open: (name) => {
        if (name === 'rPh') phonetic++
        isText = name === 't'
      },
      text: (text) => {
        if (isText && phonetic === 0) current += text
      },
      close: (name) => {
        isText = false
        if (name === 'rPh') phonetic--
        if (name !== 'si') return
        strings.push(current)
        current = ''
      },
    }),
  )
  return strings
}

/** The format of each cell style, by its index. */
function readFormats(
  id: string,
  files: PackageFiles,
  reading: Reading,
  is1904: boolean,
): (NumberFormat | undefined)[] {
  const formats: (NumberFormat | undefined)[] = []
  const codes = new Map<string, string>()
  const bytes = files.get('xl/styles.xml')
  if (bytes === undefined) return formats
  let isCellStyle = false
  guarded(`${id}#styles`, reading, () =>
    walkXml(bytes, reading, {
      open: (name, attributes) => {
        if (name === 'numFmt') codes.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '')
        if (name === 'cellXfs') isCellStyle = true
        if (name !== 'xf' || !isCellStyle) return
        const format = attributes['numFmtId'] ?? '0'
        formats.push(numberFormat(Number(format), codes.get(format), is1904))
      },
      close: (name) => {
        if (name === 'cellXfs') isCellStyle = false
      },
    }),
  )
  return formats
}
