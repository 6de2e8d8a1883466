import sax from 'sax'
import { CannotRead, type Reading } from '../reading.ts'
import { decodeText } from '../text.ts'

/** Attributes by their name without prefix. */
export type Attributes = Readonly<Record<string, string>>

export type XmlHandlers = {
  /** Names come without their namespace prefix. */
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Deeper than any office program nests; the parser itself keeps a stack, so depth costs memory only. */
const DEEPEST = 400
const CHECK_TIME_EVERY = 2_000

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Walks strict XML. Entities that the document declares itself are never expanded: an undeclared or declared one is
 * an error, so there is no expansion that could grow, and nothing external is ever fetched.
 * @throws CannotRead with `damaged`, `too-complex` or `took-too-long`
 */
export function walkXml(bytes: Uint8Array, reading: Reading, handlers: XmlHandlers): void {
  const parser = sax.parser(true, { position: false })
  let depth = 0
  let elements = 0
  parser.onopentag = ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new CannotRead('too-complex')
    if (++elements % CHECK_TIME_EVERY === 0) reading.checkTime()
    if (handlers.open === undefined) return
    const local: Record<string, string> = {}
    for (const key in attributes) local[localName(key)] = attributes[key] as string
    handlers.open(localName(name), local)
  }
  parser.onclosetag = (name) => {
    depth--
    handlers.close?.(localName(name))
  }
  parser.ontext = (text) => handlers.text?.(text)
  parser.oncdata = (text) => handlers.text?.(text)
  parser.onerror = () => {
    throw new CannotRead('damaged')
  }
  parser.write(decodeText(bytes)).close()
}

/** How the elements of a format become text. */
export type TextRules = {
  /** Elements whose text is shown; absent: all of them. */
  readonly shown?: ReadonlySet<string>
  /** What stands for an element, put where it ends. */
  readonly after: Readonly<Record<string, string>>
  /** Elements left out with everything inside. */
  readonly skipped?: ReadonlySet<string>
  /** Attributes that people wrote, such as the alternative text of a picture. */
  readonly attributes?: ReadonlySet<string>
}

/** The text of XML by rules; attributes that people wrote follow it, a line each. */
export function textOfXml(bytes: Uint8Array, reading: Reading, rules: TextRules): string {
  const pieces: string[] = []
  const written: string[] = []
  const { shown, after, skipped, attributes: wanted } = rules
  let skipping = 0
  let showing = 0
  walkXml(bytes, reading, {
    open: (name, attributes) => {
      if (skipping > 0 || skipped?.has(name) === true) skipping++
      else if (shown?.has(name) === true) showing++
      if (wanted === undefined || skipping > 0) return
      for (const key in attributes) {
        if (wanted.has(key)) written.push(attributes[key] ?? '')
      }
    },
    close: (name) => {
      if (skipping > 0) {
        skipping--
        return
      }
      if (shown?.has(name) === true) showing--
      pieces.push(after[name] ?? '')
    },
    text: (text) => {
      if (skipping === 0 && (shown === undefined || showing > 0)) pieces.push(text)
    },
  })
  return [pieces.join(''), ...new Set(written)].join('\n')
}
