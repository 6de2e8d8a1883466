import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type LabelHit, type TokenText } from '../text/token-text.ts'
import { matchAt, phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

/** "PIN 4821", "password is hunter2", "pw: Tr33house": what opens an account of somebody. */
export const accessCode: Recognizer = {
  id: 'access-code',
  category: 'R',
  anchors: ['labels'],
  labelWords: phrases(`
    pin; pin number; pin no; pin code; passcode; pass code; password; passwd; pwd; pw; contraseña; portal password;
    login password; temporary password; temp password
  `),
  reference: '45 CFR 164.514(b)(2)(i)(R), any other unique identifying code',
  find(input, emit) {
    for (const hit of input.labels) {
      if (hit.from === hit.to) continue
      const code = isOfDigits(input.text, hit) ? digitsAfter(input.text, hit) : secretAfter(input, hit)
      if (code !== undefined) emit(code)
    }
  },
}

function isOfDigits(text: TokenText, hit: LabelHit): boolean {
  return text.isOneOf(hit.from, PIN)
}

const PIN = wordSet('pin')
const OWNERS = wordSet('my his her their your the')
const SIGNS = new Set([...':=#'].map((mark) => mark.charCodeAt(0)))
const MOST_LINKS = 4
const LINKS = wordSet('is was are number no code now the for portal her his my your login wifi reads remains')

/** The token after a label, its links and its sign; and whether a sign or "is" announced it. */
function announced(text: TokenText, hit: LabelHit): { readonly token: number; readonly isSigned: boolean } {
  let token = hit.to
  let isSigned = false
  for (let steps = 0; steps < MOST_LINKS; steps++) {
    if (SIGNS.has(text.mark(token))) isSigned = true
    else if (!text.isOneOf(token, LINKS)) break
    else if (text.isOneOf(token, IS)) isSigned = true
    token++
  }
  return { token, isSigned }
}

const IS = wordSet('is was')
const FEWEST_PIN = 4
const MOST_PIN = 8

/** Four to eight digits; in lower case ("pin 4 of the plate") only where somebody's pin is spoken of. */
function digitsAfter(text: TokenText, hit: LabelHit): Candidate | undefined {
  const { token, isSigned } = announced(text, hit)
  const length = text.length(token)
  if (text.kindAt(token) !== tokenKind.digits || length < FEWEST_PIN || length > MOST_PIN) return undefined
  if (
    text.touches(token) &&
    /[-/.%\w]\w/.test(text.text.slice(text.end[token], (text.end[token] as number) + 2))
  )
    return undefined
  const isPin = text.kindAt(hit.from) === tokenKind.upper || text.isOneOf(hit.from - 1, OWNERS)
  if (!isSigned && !isPin) return undefined
  return { start: text.start[token] as number, end: text.end[token] as number, score: 0.86, because: 'PIN' }
}

/** A run without spaces; what ends a sentence after it isn't its own. */
const RUN = /[^\s,;()"“”]{4,64}/y
const ENDS = /[.:!?'’\]>]{1,4}$/
/** Letters and digits or signs in one run are nobody's word; "12-character", "90-day" and dates are. */
const IS_MIXED = /^(?=[^\p{L}]{0,63}\p{L})(?=.{0,63}[\d!@#$%^&*_+=])(?!\d{1,3}-?\p{Ll}+$).{4,64}$/u
const IS_ADDRESS = /@[\w-]{1,40}\.|^https?:/
const SAYS_NOTHING = wordSet(`
  required unchanged changed none same protected expired reset sent below above attached needed optional included unknown
  pending enabled disabled forgotten incorrect wrong invalid again manager policy
`)

/** After a sign one word of a line is enough; elsewhere letters and digits must be mixed. */
function secretAfter({ text, lexicon }: RecognizerInput, hit: LabelHit): Candidate | undefined {
  const { token, isSigned } = announced(text, hit)
  if (token >= text.count || text.kindAt(token) === tokenKind.newline) return undefined
  const run = matchAt(RUN, text.text, text.start[token] as number)
  if (run === null) return undefined
  const value = run[0].replace(ENDS, '')
  const end = run.index + value.length
  if (value.length < FEWEST_PIN || IS_ADDRESS.test(value) || /^\p{L}*[-/]\p{L}*$/u.test(value))
    return undefined
  const isCode = /^\d{4,10}$/.test(value) && !/^(?:19|20)\d\d$/.test(value)
  const isAlone = /^[ \t]{0,4}(?:\n|$)/.test(text.text.slice(end, end + 6)) && SIGNS.has(text.mark(token - 1))
  const isWord = isAlone && text.isWord(token) && !text.isOneOf(token, SAYS_NOTHING)
  const isSecret =
    IS_MIXED.test(value) ||
    (isCode && (isSigned || text.isOneOf(hit.to - 1, CODES))) ||
    (isWord && !lexicon.isEnglish(text, token))
  if (!isSecret) return undefined
  return { start: run.index, end, score: isSigned ? 0.9 : 0.82, because: 'password or passcode' }
}

const CODES = wordSet('passcode code')
