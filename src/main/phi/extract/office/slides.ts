import { guarded, type PackageFiles, type Reading } from '../reading.ts'
import { textOfXml, type TextRules } from './xml.ts'

const SLIDE_PART =
  /^ppt\/((?:slides\/slide|notesSlides\/notesSlide|comments\/\w+|diagrams\/data|charts\/chart|commentAuthors|authors)\d*)\.xml$/

const RULES: TextRules = {
  shown: new Set(['t', 'text', 'v']),
  after: { p: '\n', br: '\n', tab: '\t', tc: '\t', tr: '\n', cm: '\n' },
  attributes: new Set(['descr', 'title']),
}
const AUTHORS: TextRules = { after: {}, attributes: new Set(['name']) }

/** The slides of a presentation, their notes and comments. @returns the names of the files read */
export function readSlides(id: string, files: PackageFiles, reading: Reading): Set<string> {
  const read = new Set<string>(['ppt/presentation.xml'])
  for (const [name, bytes] of files) {
    const short = SLIDE_PART.exec(name)?.[1]
    if (short === undefined) continue
    read.add(name)
    const part = `${id}#${short.slice(short.indexOf('/') + 1)}`
    const rules = short.endsWith('uthors') ? AUTHORS : RULES
    const text = guarded(part, reading, () => textOfXml(bytes, reading, rules))
    if (text !== undefined) reading.text(part, text)
  }
  return read
}
