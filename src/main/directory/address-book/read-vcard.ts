import { fail, ok, type Result } from '../../../shared/result.ts'
import type { BookField, EntryProblem } from '../../../shared/contract/index.ts'
import type { RawEntry, UnreadableEntry } from './entry.ts'
import { bookLimits } from './limits.ts'
import { readVcardProperties, splitVcardValue, type VcardProperty } from './vcard-properties.ts'

export interface RawBook {
  readonly entries: readonly RawEntry[]
  readonly unreadable: readonly UnreadableEntry[]
}

/** The properties that are read; what they hold once unescaped. */
const fieldOf: Readonly<Record<string, BookField>> = {
  FN: 'name',
  EMAIL: 'address',
  TEL: 'phone',
  NICKNAME: 'nickname',
  BDAY: 'birth-date',
  'X-SEALPOST-RECORD-NUMBER': 'record-number',
  'X-SEALPOST-KIND': 'kind',
  'X-SEALPOST-READS-MAIL-ON': 'reads-mail-on',
  'X-SEALPOST-AGREED-TO-EMAIL-ON': 'agreed-on',
}

/**
 * Reads vCards of versions 4.0 (RFC 6350), 3.0 (RFC 2426) and 2.1. Cards within cards (2.1: AGENT) are somebody
 * else's and left out. Error: `import/too-many`.
 */
export async function readVcards(text: string): Promise<Result<RawBook>> {
  const entries: RawEntry[] = []
  const unreadable: UnreadableEntry[] = []
  let card: Card | null = null
  let depth = 0
  for await (const property of readVcardProperties(text)) {
    const isOfCard = property.value?.trim().toUpperCase() === 'VCARD'
    if (property.name === 'BEGIN' && isOfCard) {
      depth += 1
      if (depth === 1) card = newCard(property.line)
    } else if (property.name === 'END' && isOfCard && depth > 0) {
      depth -= 1
      if (depth === 0 && card !== null) {
        finish(card, entries, unreadable)
        card = null
      }
    } else if (depth === 1 && card !== null) {
      take(card, property)
    }
    if (entries.length + unreadable.length > bookLimits.people) {
      return fail('import/too-many')
    }
  }
  if (card !== null) {
    unreadable.push({ line: card.line, problem: 'unfinished', value: card.name })
  }
  return ok({ entries, unreadable })
}

interface Card {
  readonly line: number
  readonly values: { field: BookField; value: string }[]
  readonly keys: (Uint8Array | string)[]
  name: string
  /** Family and given name, where there is no FN; then the organisation. */
  readonly spares: string[]
  problem: EntryProblem | null
}

function newCard(line: number): Card {
  return { line, values: [], keys: [], name: '', spares: [], problem: null }
}

function take(card: Card, { name, parameters, value }: VcardProperty): void {
  const field = fieldOf[name]
  if (value === null) {
    // Pictures and sounds are longer, and nothing that is read.
    if (field !== undefined || name === 'N') card.problem ??= 'too-long'
    return
  }
  if (name === 'VERSION' && !['2.1', '3.0', '4.0'].includes(value.trim())) {
    card.problem ??= 'bad-version'
  } else if (name === 'N') {
    const [family = '', given = ''] = splitVcardValue(value, ';')
    card.spares.unshift(`${given.trim()} ${family.trim()}`.trim())
  } else if (name === 'ORG') {
    card.spares.push(splitVcardValue(value, ';')[0]?.trim() ?? '')
  } else if (name === 'KEY' && card.keys.length < bookLimits.keysPerPerson) {
    const key = keyOf(value, parameters)
    if (key !== null) card.keys.push(key)
  } else if (field !== undefined && Object.hasOwn(fieldOf, name)) {
    const values = field === 'nickname' ? splitVcardValue(value, ',') : splitVcardValue(value, null)
    for (const one of values) {
      if (field === 'name') card.name ||= one.trim()
      card.values.push({ field, value: field === 'phone' ? one.replace(/^tel:/i, '') : one })
    }
  }
}

function finish(card: Card, entries: RawEntry[], unreadable: UnreadableEntry[]): void {
  const { line, keys, values, problem } = card
  if (problem !== null) {
    unreadable.push({ line, problem, value: card.name.slice(0, 120) })
    return
  }
  const spare = card.name === '' ? card.spares.find((name) => name !== '') : undefined
  entries.push({
    line,
    keys,
    values: spare === undefined ? values : [{ field: 'name', value: spare }, ...values],
  })
}

/**
 * A certificate that stands in the card itself: as a data URI (4.0), base64 (3.0 and 2.1) or armored text. One that
 * stands elsewhere (a URL) isn't fetched: that would tell its host who is written to.
 */
function keyOf(
  value: string,
  parameters: ReadonlyMap<string, readonly string[]>,
): Uint8Array | string | null {
  const data = /^data:[^,]{0,100};base64,(.*)$/is.exec(value)?.[1]
  const encoding = parameters.get('ENCODING')?.[0]
  const isBase64 =
    encoding === 'b' || encoding === 'base64' || parameters.get('TYPE')?.includes('base64') === true
  const base64 = data ?? (isBase64 ? value : undefined)
  if (base64 !== undefined) {
    const bytes = new Uint8Array(Buffer.from(base64.replaceAll('\\', ''), 'base64'))
    return bytes.length === 0 ? null : bytes
  }
  const text = splitVcardValue(value, null).join('')
  return text.startsWith('-----BEGIN ') ? text : null
}
