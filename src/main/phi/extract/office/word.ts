import type { Reading } from '../reading.ts'
import { walkXml } from './xml.ts'

export type WordText = {
  readonly text: string
  /** Deleted with changes tracked: not seen on paper, still in the file. */
  readonly deleted: string
  /** Who commented or changed something. */
  readonly authors: readonly string[]
}

const AFTER: Readonly<Record<string, string>> = {
  p: '\n',
  tab: '\t',
  br: '\n',
  cr: '\n',
  tc: '\t',
  tr: '\n',
  noBreakHyphen: '-',
}

/** The fields that hold text in WordprocessingML (ECMA-376 part 1, 17.3.3); `t` is DrawingML's too (charts, shapes). */
const SHOWN: ReadonlySet<string> = new Set(['t', 'instrText', 'v'])

/** The text of a part of a Word document, with deletions apart and the alternative texts of pictures after it. */
export function wordText(bytes: Uint8Array, reading: Reading): WordText {
  const shown: string[] = []
  const deleted: string[] = []
  const alternatives = new Set<string>()
  const authors = new Set<string>()
  let into: string[] | undefined
  // A text box is there twice: for new programs, and as `Fallback` for old ones.
  let fallback = 0
  let cells = 0
  walkXml(bytes, reading, {
    open: (name, attributes) => {
      if (fallback > 0 || name === 'Fallback') {
        fallback++
        return
      }
      if (SHOWN.has(name)) into = shown
      else if (name === 'delText' || name === 'delInstrText') into = deleted
      if (attributes['author'] !== undefined) authors.add(attributes['author'])
      if (name === 'tc') cells++
      for (const key of ['descr', 'title'])
        if (attributes[key] !== undefined) alternatives.add(attributes[key])
    },
    close: (name) => {
      if (fallback > 0) {
        fallback--
        return
      }
      into = undefined
      if (name === 'tc') cells--
      // A row of a table stays one line, or its column heads would label nothing.
      const after = name === 'p' && cells > 0 ? ' ' : AFTER[name]
      if (after !== undefined) shown.push(after)
      if (name === 'p' || name === 'del') deleted.push('\n')
    },
    text: (text) => into?.push(text),
  })
  return {
    text: [shown.join(''), ...alternatives].join('\n'),
    deleted: deleted.join('').replace(/\n{3,}/g, '\n\n'),
    authors: [...authors],
  }
}
