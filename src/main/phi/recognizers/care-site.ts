import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { SITE_NOUNS } from './place-context.ts'
import type { Recognizer, RecognizerInput } from './recognizer.ts'

/** Hospitals and treatment programs of the United States that one word names and nothing else. */
const KNOWN = wordSet(`
  maimonides montefiore ochsner geisinger sentara intermountain allina essentia sanford avera ascension carilion novant
  wellstar piedmont northwell nyulangone hss mskcc chop chla ucsf ucla ohsu uchealth unmh utmb utsw utsouthwestern hcmc mgh bidmc
  uams umass ummc uvm uva uab vumc shands bascom lurie cedars harborview evergreenhealth overlake
  multicare peacehealth asante honorhealth scripps hoag memorialcare kapiolani
  shriners sheppard menninger austen hazelden ancora greystone shodair windmoor
  metrohealth beaumont henryford mclaren froedtert thedacare marshfield gundersen
  healtheast mercyone unitypoint jps parkland bentaub cookchildrens baylor
  egleston sovah benefis denverhealth
`)
/** Words that name a hospital only where a hospital can stand. */
const OTHER_MEANINGS = wordSet(`
  presbyterian methodist baptist lutheran adventist mercy providence regions swedish legacy sharp banner spectrum aurora fairview
  scottish sparrow hurley memorial bellevue childrens university
`)
const BEFORE = wordSet(
  'at from to @ via near txf xfer transfer transferred accepted admitted beds consult consults labs er ed',
)
const AFTER = wordSet(
  'church minister pastor faith hymn chaplain family families service services priest accent meatballs music',
)

/** "Labs from Presbyterian", "beds: Ancora no", "the Tacoma clinic": a hospital by its short name, an office by its town. */
export const careSite: Recognizer = {
  id: 'care-site',
  category: 'B',
  anchors: ['capitals'],
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(B), a place of care within a state',
  find(input, emit) {
    const { text } = input
    for (const token of text.capitals) {
      if (isBeforeUnit(input, token)) {
        emit({
          start: text.start[token] as number,
          end: text.end[token] as number,
          score: 0.66,
          because: 'hospital before the name of a unit',
        })
        continue
      }
      const town = townOfSite(input, token)
      if (town !== undefined) {
        emit({
          start: text.start[token] as number,
          end: town,
          score: 0.86,
          because: 'town before a place of care or work',
        })
        continue
      }
      const hasOthers = text.isOneOf(token, OTHER_MEANINGS)
      if (!hasOthers && !text.isOneOf(token, KNOWN)) continue
      if (hasOthers && !isWhereCareIs(text, token)) continue
      if (!hasOthers && text.has(token, wordFlag.first)) continue
      const start = text.start[token] as number
      emit({ start, end: text.end[token] as number, score: 0.72, because: 'short name of a hospital' })
    }
  },
}

/** "the Tacoma clinic", "my Ann Arbor office": where the town ends that stands between whose it is and what it is. */
function townOfSite({ text, lexicon }: RecognizerInput, token: number): number | undefined {
  if (!text.isOneOf(token - 1, DETERMINERS) || text.gap(token - 1) !== 1 || text.has(token, NO_TOWN))
    return undefined
  const town = lexicon.placeAt(text, token)
  if (town === undefined || text.gap(town.to - 1) !== 1) return undefined
  if (text.kindAt(town.to) !== tokenKind.lower || !text.isOneOf(town.to, SITE_NOUNS)) return undefined
  const isTown = town.to > token + 1 || !lexicon.isEnglish(text, token)
  return isTown ? text.end[town.to - 1] : undefined
}

const DETERMINERS = wordSet('the our my his her their your')
const NO_TOWN =
  wordFlag.state |
  wordFlag.country |
  wordFlag.month |
  wordFlag.weekday |
  wordFlag.health |
  wordFlag.protected |
  wordFlag.facility |
  wordFlag.organisation |
  wordFlag.title

/** Units that every hospital has: "the Trillium ICU", "Kettle Falls ED called". */
const UNITS = wordSet('ed er icu micu sicu ccu cvicu nicu picu pacu bhu ipu iop php snf ltac ltach detox')
const KINDS_OF_UNIT = wordSet(`
  medical surgical neuro cardiac trauma burn adult peds pediatric child adolescent main our the any psych psychiatric transplant
  local community nearest closest inpatient hospital icu ed er mixed general geriatric teen women's virtual step
`)

/** A word that no list knows, or a town, before a unit in capitals. */
function isBeforeUnit({ text, lexicon }: RecognizerInput, token: number): boolean {
  const unit = token + 1
  if (!text.isOneOf(unit, UNITS) || text.gap(token) !== 1) return false
  if (text.kindAt(unit) !== tokenKind.upper && !text.isOneOf(unit, IN_LOWER_CASE)) return false
  if (
    text.kindAt(token) !== tokenKind.capitalised ||
    text.length(token) < 4 ||
    text.isOneOf(token, KINDS_OF_UNIT)
  )
    return false
  if (text.has(token, NO_SITE) || text.labelOf[token] !== 0 || text.isFunctionWord(token)) return false
  return !text.startsSentence(token) || !lexicon.isEnglish(text, token)
}

const IN_LOWER_CASE = wordSet('detox')
const NO_SITE =
  wordFlag.health |
  wordFlag.first |
  wordFlag.month |
  wordFlag.weekday |
  wordFlag.title |
  wordFlag.credential |
  wordFlag.personVerb

function isWhereCareIs(text: TokenText, token: number): boolean {
  if (text.isOneOf(token + 1, AFTER) || (text.isCapital(token + 1) && text.gap(token) === 1)) return false
  return text.isOneOf(token - 1, BEFORE) || text.is(token - 1, '@')
}
