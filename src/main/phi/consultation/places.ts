import { stateFollowing, stateOfPlace } from './states.ts'
import type { Mention, Rewriting } from './rewriting.ts'

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\bhospital|medical center|medical centre|infirmary|\bgeneral\b/i, 'hospital'],
  [/\bhospice\b/i, 'hospice'],
  [/\buniversity|\bcollege\b/i, 'college'],
  [/\bschool|academy|elementary|kindergarten|preschool|daycare/i, 'school'],
  [/\bchurch|synagogue|mosque|temple\b/i, 'place of worship'],
  [/\bpharmac/i, 'pharmacy'],
  [/\bprison|jail|penitentiary|courthouse/i, 'public building'],
  [
    /\bclinic|counseling|therapy|psychiatr|pediatric|cardiolog|oncolog|dermatolog|dental|rehab|health/i,
    'clinic',
  ],
]

const TITLED = /^((?:dr|mr|mrs|ms|prof)\.? .+?) (?:of|at|from) (.+)$/i
const ARTICLE_BEFORE = /\b(the|an?) $/i
const AT_BEFORE = /\bat $/i
/** "the Austin area": the article belongs to what follows. */
const PLACE_NOUN =
  /^ (?:area|region|office|branch|location|suburbs?|metro|community|practice|clinic|hospital)\b/i
const DETERMINER_BEFORE = /\b(?:our|my|your|his|her|their|its|this|that|['’]s) $/i

/**
 * A place as its state where the words or the dictionary tell it, else as the kind of place it is.
 * @param roleOf gives a person who stands in the same words ("Dr. Lee of St. Luke's Hospital") the role
 */
export function rewritePlace(mention: Mention, roleOf: (name: string) => string): Rewriting {
  const { finding, value, before, after } = mention
  const titled = TITLED.exec(value)
  if (finding.recognizer === 'facility' && titled !== null) {
    return { words: `${roleOf(titled[1] ?? '')} of ${kindOf(titled[2] ?? '', 'an organization')}` }
  }
  const isOfNoun = PLACE_NOUN.test(after)
  const article = isOfNoun ? 0 : (ARTICLE_BEFORE.exec(before)?.[0].length ?? 0)
  if (finding.recognizer !== 'facility') {
    const following = stateFollowing(after)
    const state = following?.state ?? stateOfPlace(value)
    const reach = following?.length ?? 0
    // One lives at an address and in a state.
    if (state !== undefined && AT_BEFORE.test(before))
      return { words: `in ${state}`, before: 3, after: reach }
    if (state !== undefined) return { words: state, before: article, after: reach }
  }
  const kind = kindOf(value, defaultKind(finding.explanation, finding.recognizer))
  const bare = kind.replace(/^an? /, '')
  return isOfNoun || DETERMINER_BEFORE.test(before) ? { words: bare } : { words: kind, before: article }
}

function kindOf(value: string, otherwise: string): string {
  const kind = kinds.find(([pattern]) => pattern.test(value))?.[1]
  return kind === undefined ? otherwise : `a ${kind}`
}

function defaultKind(explanation: string, recognizer: string): string {
  if (recognizer === 'facility') return 'an organization'
  if (explanation === 'county') return 'a county'
  if (/street|postal box/.test(explanation)) return 'an address'
  return 'a town'
}
