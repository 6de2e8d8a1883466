import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { foldWord } from '../text/char-class.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'

/** Who lives behind a door, and every word of their addresses. */
type Place = { readonly patients: Set<number>; readonly words: Set<string> }
export type AddressMatch = { readonly patient?: number; readonly start: number; readonly end: number }

const DIRECTIONS = wordSet('n s e w ne nw se sw north south east west')
const IS_DIRECTION = /^(?:[nsew]|[ns][ew]|north|south|east|west)$/
const MOST_TOKENS = 24

/**
 * Postal addresses of patients. A house number and the first word of its street are enough, however the rest is
 * shortened; what follows belongs to it as long as it is of the address.
 */
export class PatientAddresses {
  private readonly byDoor = new Map<string, Place>()
  private readonly numbers = new Set<string>()

  add(address: string, patient: number): void {
    const words = address
      .normalize('NFKC')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .map(foldWord)
    words.forEach((number, at) => {
      const street = words.slice(at + 1).find((word) => !IS_DIRECTION.test(word))
      if (
        !/^\d{1,6}[a-z]?$/.test(number) ||
        street === undefined ||
        !/^(?:\p{L}{2}|\d{1,3}\p{L})/u.test(street)
      )
        return
      const key = `${number} ${street}`
      const place = this.byDoor.get(key) ?? { patients: new Set(), words: new Set() }
      place.patients.add(patient)
      for (const word of words) place.words.add(word)
      this.byDoor.set(key, place)
      this.numbers.add(number)
    })
  }

  get isEmpty(): boolean {
    return this.numbers.size === 0
  }

  /** The address that begins at a token. */
  at(text: TokenText, token: number): AddressMatch | undefined {
    const number = foldWord(text.word(token))
    if (!this.numbers.has(number) || text.touches(token) || text.touches(token - 1)) return undefined
    let street = token + 1
    while (street - token < 4 && (text.isOneOf(street, DIRECTIONS) || text.is(street, '.'))) street++
    const place = this.byDoor.get(`${number} ${foldWord(text.word(street))}`)
    if (place === undefined) return undefined
    const [only] = place.patients
    return {
      start: text.start[token] as number,
      end: text.end[lastOf(text, street, place)] as number,
      ...(place.patients.size === 1 && only !== undefined ? { patient: only } : {}),
    }
  }
}

/** The last token of the address, from its street on. */
function lastOf(text: TokenText, street: number, { words }: Place): number {
  let last = street
  for (let token = street + 1; token < text.count && token - street < MOST_TOKENS; token++) {
    const kind = text.kindAt(token)
    if (kind === tokenKind.punctuation || kind === tokenKind.newline) continue
    const isSuffix = token === street + 1 && text.has(token, wordFlag.street)
    if (!isSuffix && !words.has(foldWord(text.word(token)))) break
    last = token
  }
  return last
}
