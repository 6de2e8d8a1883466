import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'

/** What people put a number to, of ten or of another end: "urge to use 3/10", "pressure 6/10 since 0500". */
const RATED = wordSet(`
  urge urges pain painful pressure craving cravings anger angry anxiety anxious distress distressed suds mood hope hopeful
  confidence confident energy stress stressed motivation motivated intensity severity discomfort comfortable comfort sadness
  sad depression depressed irritability fear shame guilt panic nausea fatigue itch itching burning ache soreness headache
  rated rates rate rating ratings level strength mmt weakness score scores scored scoring scale mmse moca slums katz lawton
  barthel nihss gcs apgar apgars nrs vas faces flacc borg rpe function satisfaction pulse pulses reflex reflexes dtr dtrs
  recall recalls recalled registration orientation naming names iadl iadls adl adls trials murmur murmurs
`)
const BLOOD_CULTURES = wordSet('bcx cx cultures culture cxs bottles')
/** What a fraction counts or grades when it stands behind it: "2/6 SEM", "1/3 groups", "3/10 at end". */
const COUNTED = wordSet(`
  sem hsm systolic diastolic murmur rusb lusb apex groups group goals criteria items steps trials bottles sets joints limbs
  extremities teeth meals snacks tasks words objects digits months' weeks' points strength intensity severity pain depression anxiety mood anger distress sadness craving cravings urge urges stress
`)
const SPAN_UNITS = wordSet(
  'wk wks week weeks day days d hr hrs hour hours min mins minutes mo mos month months yr yrs year years x',
)
const REACH = 3

/** Whether a number of two parts is graded or counted here: no day of a year. `to` is the token behind it. */
export function isGraded(text: TokenText, from: number, to: number): boolean {
  if (text.isOneOf(to, COUNTED)) return true
  const first = text.word(from)
  const isWhole = first !== '' && first === text.word(to - 1)
  for (let token = from - 1, steps = 0; token >= 0 && steps < REACH; token--, steps++) {
    const kind = text.kindAt(token)
    const mark = text.mark(token)
    if (kind === tokenKind.newline || mark === FULL_STOP || mark === SEMICOLON) return false
    if (mark === MORE || mark === LESS) return steps === 0
    if (text.isOneOf(token, RATED)) return true
    if (isWhole && text.isOneOf(token, BLOOD_CULTURES)) return true
  }
  return false
}

const FULL_STOP = 46
const SEMICOLON = 59
const LESS = 60
const MORE = 62

/** "RTC 9-10 wks", "3 1/2 wks": what is counted, not when. */
export function isSpan(text: TokenText, from: number, to: number): boolean {
  return (
    text.isOneOf(to, SPAN_UNITS) && (text.is(from + 1, '-') || text.kindAt(from - 1) === tokenKind.digits)
  )
}

const NEAR_TOTAL = 9

/** "from 18/27 to 9/27": another share of the same total, which no month begins. */
export function isOfTotal(text: TokenText, token: number): boolean {
  for (let i = token - NEAR_TOTAL; i <= token + NEAR_TOTAL; i++) {
    if (i === token || text.kindAt(i) !== tokenKind.digits || !text.is(i + 1, '/')) continue
    if (Number(text.word(i)) > 12 && text.word(i + 2) === text.word(token + 2) && !text.is(i + 3, '/'))
      return true
  }
  return false
}
