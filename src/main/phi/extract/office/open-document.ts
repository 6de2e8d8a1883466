import { CannotRead, guarded, type PackageFiles, type Reading } from '../reading.ts'
import { textOfXml, type TextRules } from './xml.ts'

const RULES: TextRules = {
  after: { p: '\n', h: '\n', tab: '\t', s: ' ', 'line-break': '\n', 'table-cell': '\t', 'table-row': '\n' },
  // A sheet's name and a picture's name are attributes too.
  attributes: new Set(['name', 'href']),
  skipped: new Set(['font-face-decls', 'automatic-styles', 'scripts', 'forms']),
}

/** A style sheet holds the headers and footers of the pages. */
const STYLES: TextRules = {
  after: RULES.after,
  skipped: new Set(['font-face-decls', 'automatic-styles', 'styles']),
}

/** Text, spreadsheets and presentations in OpenDocument. @returns the names of the files read */
export function readOpenDocument(id: string, files: PackageFiles, reading: Reading): Set<string> {
  const manifest = new TextDecoder().decode(files.get('META-INF/manifest.xml'))
  if (manifest.includes('encryption-data')) throw new CannotRead('encrypted')
  const parts = [
    ['content.xml', id, RULES],
    ['styles.xml', `${id}#page-style`, STYLES],
  ] as const
  for (const [name, part, rules] of parts) {
    const bytes = files.get(name)
    if (bytes === undefined) continue
    const text = guarded(part, reading, () => textOfXml(bytes, reading, rules))
    if (text !== undefined) reading.text(part, text)
  }
  return new Set(['content.xml', 'styles.xml', 'settings.xml', 'META-INF/manifest.xml', 'manifest.rdf'])
}
