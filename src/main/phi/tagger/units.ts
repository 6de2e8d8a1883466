import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'

const AMPERSAND_AT = 64
const COLON = 58
const FULL_STOP = 46
const HYPHEN = 45
const SLASH = 47
const UNDERSCORE = 95
const LONGEST_CODE = 16
const LETTER_U = 117

const ENDS_WORD = new Uint8Array(128)
for (const mark of '.,;!?()[]{}"\n\r') ENDS_WORD[mark.charCodeAt(0)] = 1

/** Lower-case words of these lists are looked at wherever they stand. */
const LOWER_CANDIDATES = wordFlag.month | wordFlag.weekday | wordFlag.city | wordFlag.first | wordFlag.surname
const EVERYDAY = wordFlag.english | wordFlag.functionWord | wordFlag.health
const NAME_TOO = wordFlag.first | wordFlag.ambiguous | wordFlag.month | wordFlag.weekday
/** After these a lower-case word that no list knows may be somebody's name, or a town. */
const INTRODUCES =
  wordFlag.title | wordFlag.relation | wordFlag.greeting | wordFlag.placePreposition | wordFlag.personVerb

/**
 * What the tagger gives a tag to: single words that can be part of a name or a place, and codes, which are runs of
 * touching tokens with a digit, an `@` or a `_` in them (a date, a number with its hyphens, a handle). All other
 * tokens are no identifiers by construction.
 */
export class Units {
  count = 0
  /** First token, and the one after the last. */
  from = new Int32Array(0)
  to = new Int32Array(0)
  isCode = new Uint8Array(0)
  tag = new Uint8Array(0)
  /** Probability of the tag, and of being no identifier. */
  sure = new Float32Array(0)
  none = new Float32Array(0)

  find(text: TokenText): void {
    this.count = 0
    const { count, kind, start, end, codes } = text
    if (this.from.length < count) this.grow(Math.max(256, count * 2))
    for (let token = 0; token < count;) {
      const shape = kind[token] as number
      const next = token + 1
      const stop = end[token] as number
      if (shape === tokenKind.newline) {
        token = next
        continue
      }
      // Most tokens are words that stand alone, or before a space, a full stop or a comma.
      if (
        shape < tokenKind.digits &&
        (next === count || start[next] !== stop || endsWord(codes[stop] as number))
      ) {
        if (shape >= tokenKind.lower && isNameLike(text, token, this)) this.add(token, next, 0)
        token = next
        continue
      }
      const to = chunkEnd(text, token)
      if (isCode(text, token, to)) this.addCode(text, token, to)
      else
        for (let word = token; word < to; word++)
          if (isNameLike(text, word, this)) this.add(word, word + 1, 0)
      token = to
    }
  }

  private addCode(text: TokenText, token: number, end: number): void {
    let from = token
    let to = end
    while (from < to && text.mark(from) !== 0 && text.mark(from) !== AMPERSAND_AT) from++
    while (to > from && text.mark(to - 1) !== 0) to--
    if (to > from) this.add(from, to, 1)
  }

  private add(from: number, to: number, isCodeUnit: number): void {
    this.from[this.count] = from
    this.to[this.count] = to
    this.isCode[this.count] = isCodeUnit
    this.count++
  }

  private grow(size: number): void {
    this.from = new Int32Array(size)
    this.to = new Int32Array(size)
    this.isCode = new Uint8Array(size)
    this.tag = new Uint8Array(size)
    this.sure = new Float32Array(size)
    this.none = new Float32Array(size)
  }
}

/** Whether a mark that follows a word at once always ends it. */
function endsWord(code: number): boolean {
  return code < ENDS_WORD.length && ENDS_WORD[code] === 1
}

/** The token after a run of tokens that touch and that no mark parts. */
function chunkEnd(text: TokenText, from: number): number {
  let to = from + 1
  while (to < text.count && to - from < LONGEST_CODE && text.end[to - 1] === text.start[to]) {
    if (text.kind[to] === tokenKind.newline || parts(text, to - 1) || parts(text, to)) break
    to++
  }
  return to
}

/** Whether a mark ends a chunk where it stands. */
function parts(text: TokenText, token: number): boolean {
  switch (text.mark(token)) {
    case 0:
    case HYPHEN:
    case SLASH:
    case UNDERSCORE:
    case AMPERSAND_AT:
      return false
    case FULL_STOP:
      return text.kindAt(token - 1) < tokenKind.digits || !isNumeric(text, token + 1)
    case COLON:
      return text.length(token - 1) > 2 || text.length(token + 1) > 2 || !isNumeric(text, token + 1)
    default:
      return true
  }
}

function isNumeric(text: TokenText, token: number): boolean {
  const kind = text.kindAt(token)
  return kind === tokenKind.digits || kind === tokenKind.alphanumeric
}

function isCode(text: TokenText, from: number, to: number): boolean {
  for (let token = from; token < to; token++) {
    if (isNumeric(text, token)) return true
    const mark = text.mark(token)
    if (mark === AMPERSAND_AT || (mark === UNDERSCORE && token > from && token + 1 < to)) return to - from > 1
  }
  // u/handle
  return (
    to - from > 2 &&
    text.length(from) === 1 &&
    text.mark(from + 1) === SLASH &&
    text.codes[text.start[from] as number] === LETTER_U
  )
}

function isNameLike(text: TokenText, token: number, units: Units): boolean {
  const kind = text.kind[token] as number
  const flags = text.flags[token] as number
  if (kind !== tokenKind.lower) {
    if (kind > tokenKind.mixed) return kind === tokenKind.script
    return (
      kind >= tokenKind.capitalised &&
      ((flags & wordFlag.functionWord) === 0 || !onlyStarts(text, token, flags))
    )
  }
  if ((flags & (wordFlag.month | wordFlag.weekday)) === 0) {
    if ((flags & EVERYDAY) !== 0) return false
    if ((flags & LOWER_CANDIDATES) === 0 && (flags !== 0 || !isIntroduced(text, token, units))) return false
  }
  return (text.length(token) >= 3 || isInitials(text, token)) && !isEponym(text, token, flags)
}

/** "drawn by tk", "init mjr", "EK/mjt": who did it, by the letters they sign with. */
function isInitials(text: TokenText, token: number): boolean {
  return text.isOneOf(token - 1, SIGNS) || (text.is(token - 1, '/') && text.touches(token - 1))
}

const SIGNS = wordSet('by init inits initials sig signed tech op operator per rn rcvd')

/** "hashimoto's, tsh 7.8": a disease by the name of who described it. */
function isEponym(text: TokenText, token: number, flags: number): boolean {
  return (flags & wordFlag.eponym) !== 0 && text.is(token + 1, "'") && text.isLetterS(token + 2)
}

/** "She said", "The plan": a word that no name is made of has its capital from the beginning of its sentence. */
function onlyStarts(text: TokenText, token: number, flags: number): boolean {
  return (
    (flags & NAME_TOO) === 0 &&
    text.kindAt(token + 1) === tokenKind.lower &&
    text.has(token + 1, EVERYDAY) &&
    text.startsSentence(token)
  )
}

function isIntroduced(text: TokenText, token: number, units: Units): boolean {
  if (text.has(token - 1, INTRODUCES) || isInitials(text, token)) return true
  const last = units.count - 1
  return last >= 0 && units.to[last] === token && text.kind[token - 1] === tokenKind.lower
}
