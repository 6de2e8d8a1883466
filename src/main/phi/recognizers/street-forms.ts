import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { matchAt, type Candidate, type RecognizerInput } from './recognizer.ts'

const DIRECTIONS = wordSet('n s e w ne nw se sw north south east west')
/** "lives at 6 Larkspur", "Yuki's house, 6 Larkspur", "mailed to 5127 N. Linder". */
const BEFORE_NUMBER = wordSet(
  'at lives live living rents rent address addr house place residence resides located home apt mailed door moved',
)
const NO_STREET =
  wordFlag.month |
  wordFlag.weekday |
  wordFlag.title |
  wordFlag.health |
  wordFlag.protected |
  wordFlag.functionWord |
  wordFlag.credential |
  wordFlag.state |
  wordFlag.country
const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)$/i
/** "at 12 Weeks", "at 300 Units" in a heading. */
const COUNTED = wordSet(`
  weeks days months years hours minutes mg ml units am pm visits sessions percent people patients pages steps miles
  points times grade level mcg kg lbs inches feet
`)
const MOST_NAMES = 4

/** House numbers before a street that is not called one: "3812 W 58th", "1181 Vineville", "9114 Mt. Delano". */
export function findBareStreets({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    if (text.kind[token] !== tokenKind.digits || text.length(token) > 5 || text.gap(token) !== 1) continue
    if (text.touches(token - 1) && !text.is(token - 1, '(')) continue
    const direction = text.isOneOf(token + 1, DIRECTIONS) && text.isCapital(token + 1)
    if (!direction && !isAnnounced(text, token)) continue
    const from = direction ? (text.is(token + 2, '.') ? token + 3 : token + 2) : token + 1
    const to = streetEnd(text, from)
    if (to === from || text.has(from, NO_STREET) || text.isOneOf(from, COUNTED)) continue
    emit({
      start: text.start[token] as number,
      end: text.end[to - 1] as number,
      score: direction ? 0.86 : 0.7,
      because: 'house number and street',
    })
  }
}

function isAnnounced(text: TokenText, token: number): boolean {
  const before =
    text.is(token - 1, ',') || text.is(token - 1, ':') || text.is(token - 1, '(') ? token - 2 : token - 1
  return text.isOneOf(before, BEFORE_NUMBER) || (text.is(token - 1, '(') && text.length(token) >= 3)
}

/** Up to four capitalised words or an ordinal. */
function streetEnd(text: TokenText, from: number): number {
  let to = from
  while (to - from < MOST_NAMES && text.gap(to - 1) <= 2) {
    const isOrdinal = text.kindAt(to) === tokenKind.alphanumeric && ORDINAL.test(text.word(to))
    const isName = text.isCapital(to) && text.length(to) > 1 && !text.has(to, wordFlag.functionWord)
    if (!isOrdinal && !isName) break
    to++
    if (text.is(to, '.') && text.length(to - 1) <= 3 && text.isCapital(to + 1)) to++
    if (isOrdinal) break
  }
  return to
}

const ROAD =
  /(?:(?:County|State|Farm(?: to Market)?|Forest|Rural|Ranch|Township|Tribal|BIA) (?:Road|Rd|Route|Rt|Rte|Highway|Hwy)|(?:U\.?S\.? )?(?:Highway|Hwy|Route|Rte|Rt)|Rural Route|(?:HC|RR|Star Route)(?= #?\d{1,4},? Box)|Interstate|PS|P\.S\.)\.? ?#?-?\d{1,4}[A-Z]?(?![\w/%]|\.\d)(?:,? Box #?\d{1,6}[A-Z]?| MP \d{1,4})?/y
const ROAD_STARTS = wordSet(
  'county state farm forest rural ranch township tribal bia u us highway hwy route rte rt hc rr star interstate ps',
)
const HOUSE_NUMBER = /(?:^|[^\w./-])(\d{1,6}) $/

/** "64118 County Road 33", "Rural Route 2 Box 88", "HC 63 Box 12", "Route 66", "PS 133". */
export function findRoads({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.capitals) {
    if (!text.isOneOf(token, ROAD_STARTS)) continue
    const start = text.start[token] as number
    const road = matchAt(ROAD, text.text, start)
    if (road === null) continue
    const number = HOUSE_NUMBER.exec(text.text.slice(Math.max(0, start - 9), start))?.[1]
    emit({
      start: number === undefined ? start : start - number.length - 1,
      end: start + road[0].length,
      score: /Box|County|Rural|Hwy|Highway/.test(road[0]) || number !== undefined ? 0.88 : 0.65,
      because: 'road or rural route',
    })
  }
}

const CORNER = wordSet('corner intersection cor')
const JOINS = wordSet('and')

/** "the corner of Gravois and Morganford", "cor. Elm & 4th". */
export function findCorners({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.capitals) {
    const of = text.is(token - 1, '.') ? token - 1 : token - 1
    const noun = /^of$/i.test(text.word(of)) ? token - 2 : text.is(of, '.') ? token - 2 : -1
    if (noun < 0 || !text.isOneOf(noun, CORNER)) continue
    const first = streetEnd(text, token)
    const join = first
    if (!text.isOneOf(join, JOINS) && !text.is(join, '&') && !text.is(join, '/')) continue
    const second = streetEnd(text, join + 1)
    if (second === join + 1) continue
    emit({
      start: text.start[token] as number,
      end: text.end[second - 1] as number,
      score: 0.86,
      because: 'corner of two streets',
    })
  }
}

const AND = wordSet('and at')
/** Streets that every town has, and no other word after an ordinal. */
const STREETS = wordSet(`
  main elm oak maple pine cedar walnut chestnut broadway market mission madison lexington lincoln jefferson adams monroe jackson
  washington franklin park lake hill church spruce willow birch locust cherry vine state grand central union valencia folsom
  howard pike olive delaware peachtree
`)
const WHERE_STREETS_MEET = wordSet('near at on around by off from outside to toward corner lives live stays')
const NO_CORNER = wordSet('final long goal last inches')

/** "5th and Main", "Broadway & 12th", "near 3rd & Kowalski": an ordinal and a street's name. */
export function findOrdinalCorners(
  { text, lexicon }: RecognizerInput,
  emit: (candidate: Candidate) => void,
): void {
  for (const token of text.alphanumerics) {
    if (!ORDINAL.test(text.word(token))) continue
    const isFirst = isJoin(text, token + 1) && isStreetName(text, token + 2)
    const isSecond = !isFirst && isJoin(text, token - 1) && isStreetName(text, token - 2)
    if (!isFirst && !isSecond) continue
    const [from, name, to] = isFirst ? [token, token + 2, token + 2] : [token - 2, token - 2, token]
    const isPlaced = text.isOneOf(from - 1, WHERE_STREETS_MEET)
    const isKnown = text.isOneOf(name, STREETS) && !/^the$/i.test(text.word(from - 1))
    if (!isKnown && (!isPlaced || lexicon.isEnglish(text, name))) continue
    // "in 5th and Main Hall", "between 2nd and Park grades"
    if (text.isCapital(to + 1) && text.gap(to) === 1 && !text.has(to + 1, wordFlag.street)) continue
    emit({
      start: text.start[from] as number,
      end: text.end[to] as number,
      score: 0.86,
      because: 'corner of two streets',
    })
  }
}

function isJoin(text: TokenText, token: number): boolean {
  return text.isOneOf(token, AND) || text.is(token, '&') || text.is(token, '@') || text.is(token, '/')
}

function isStreetName(text: TokenText, token: number): boolean {
  return (
    text.kindAt(token) === tokenKind.capitalised &&
    text.length(token) > 2 &&
    (text.isOneOf(token, STREETS) || !text.has(token, NO_STREET)) &&
    !text.isOneOf(token, NO_CORNER)
  )
}
