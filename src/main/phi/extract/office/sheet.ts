import type { Reading } from '../reading.ts'
import type { NumberFormat } from './number-format.ts'
import { walkXml } from './xml.ts'

export type SheetContext = {
  readonly shared: readonly string[]
  readonly formats: readonly (NumberFormat | undefined)[]
}

const HEADER_OR_FOOTER = /^(?:odd|even|first)(?:Header|Footer)$/
/** Beyond this many empty cells in a row, columns are not lined up any more. */
const WIDEST_GAP = 64

/** `B12` is column 1. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

/** One sheet: each row a line, its cells as they are shown, with tabs between; headers and footers of the page last. */
export function sheetText(bytes: Uint8Array, reading: Reading, { shared, formats }: SheetContext): string {
  const lines: string[] = []
  const furniture: string[] = []
  let row: string[] = []
  let cell = { type: '', style: 0, column: 0 }
  let value = ''
  let isValue = false
  let isFurniture = false

  const shownValue = (): string => {
    if (cell.type === 's') return shared[Number(value)] ?? ''
    if (cell.type !== '' && cell.type !== 'n') return value
    const format = formats[cell.style]
    return format === undefined || value === '' ? value : format(Number(value))
  }

  walkXml(bytes, reading, {
    open: (name, attributes) => {
      if (name === 'c') {
        const { r, s, t } = attributes
        cell = { type: t ?? '', style: Number(s ?? 0), column: r === undefined ? row.length : columnOf(r) }
        value = ''
      }
      isValue = name === 'v' || name === 't'
      isFurniture = HEADER_OR_FOOTER.test(name)
    },
    text: (text) => {
      if (isValue) value += text
      if (isFurniture)
        furniture.push(text.replace(/&(?:[LCRPNDTGAFZBIUESXYO+-]|"[^"]*"|\d+|K[0-9A-F]{6})/g, ' '))
    },
    close: (name) => {
      isValue = false
      isFurniture = false
      if (name === 'c') {
        const gap = Math.min(cell.column - row.length, WIDEST_GAP)
        for (let i = 0; i < gap; i++) row.push('')
        row.push(shownValue().replace(/\s*[\r\n]+\s*/g, ' '))
      } else if (name === 'row') {
        lines.push(row.join('\t').trimEnd())
        row = []
      }
    },
  })
  return [...lines, ...furniture].join('\n')
}
