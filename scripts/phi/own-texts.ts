import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Decision, ScanContext } from '../../src/main/phi/index.ts'
import { emptyContext } from '../../src/main/phi/index.ts'
import type { GoldText, Span } from './score.ts'

const folder = fileURLToPath(new URL('../../test/data/phi/', import.meta.url))

/** What the first line of a text says of it. */
type Head = {
  readonly decision?: Decision
  readonly subject?: string
  readonly context?: {
    readonly self?: ScanContext['self'][number]
    readonly patients?: ScanContext['patients']
    readonly recipients?: readonly string[]
  }
}

/**
 * A file of texts with `[[LABEL|value]]` marks and `---` between them. It may begin with a comment, and each text with
 * a line `@ {"decision":…,"subject":…,"context":…}`.
 */
export function readOwnTexts(name: string): GoldText[] {
  return readMarked(`own/${name}`)
}

/** Texts kept apart: no rule, list or weight was ever fitted to them, and their misses are never listed. */
export function readUnseenTexts(name: string): GoldText[] {
  return readMarked(`unseen/${name}`)
}

function readMarked(path: string): GoldText[] {
  const file = readFileSync(`${folder}${path}.txt`, 'utf8').replace(/^#.*\n/, '')
  return file
    .split('\n---\n')
    .filter((block) => block.trim() !== '')
    .map(parseBlock)
}

function parseBlock(block: string): GoldText {
  const written = block.replace(/^\n+/, '')
  if (!written.startsWith('@ ')) return parseMarked(written.trimEnd())
  const lineEnd = written.indexOf('\n')
  const { decision, subject, context } = JSON.parse(written.slice(2, lineEnd)) as Head
  return {
    ...parseMarked(written.slice(lineEnd + 1).trimEnd()),
    ...(decision === undefined ? {} : { decision }),
    ...(subject === undefined ? {} : { subject }),
    ...(context === undefined ? {} : { context: contextOf(context) }),
  }
}

function contextOf({ self, patients, recipients }: NonNullable<Head['context']>): ScanContext {
  return {
    ...emptyContext,
    self: self === undefined ? [] : [self],
    patients: patients ?? [],
    recipients: recipients ?? [],
  }
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
