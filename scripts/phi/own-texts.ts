import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { GoldText, Span } from './score.ts'

const folder = fileURLToPath(new URL('../../test/data/phi/', import.meta.url))

/** A file of texts with `[[LABEL|value]]` marks, `---` between them and a comment in the first line. */
export function readOwnTexts(name: string): GoldText[] {
  const file = readFileSync(`${folder}own/${name}.txt`, 'utf8').replace(/^#.*\n/, '')
  return file.split('\n---\n').map((marked) => parseMarked(marked.trimEnd()))
}

/** A text with marks as plain text and spans. */
export function parseMarked(marked: string): GoldText {
  const spans: Span[] = []
  let text = ''
  let last = 0
  for (const match of marked.matchAll(/\[\[([A-Z_]+)\|([^\]]*)\]\]/g)) {
    const [whole, label = '', value = ''] = match
    text += marked.slice(last, match.index)
    spans.push({ start: text.length, end: text.length + value.length, label })
    text += value
    last = match.index + whole.length
  }
  return { text: text + marked.slice(last), spans }
}

/** One of the development sets in test/data/phi. */
export function readSet(name: string): GoldText[] {
  return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as GoldText[]
}
