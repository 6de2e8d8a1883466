import { wordSet } from '../lexicon/word-set.ts'
import type { LabelHit, TokenText } from '../text/token-text.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { phrases, type Recognizer } from './recognizer.ts'
import { isAtHand, isSomebodysRecord } from './somebodys-record.ts'

const NUMBER: LabelledNumberRule = { fewestDigits: 2, because: 'number of a biometric record' }

/** Every practice of dentists keeps such records, and every telephone records: only somebody's count. */
const EVERYDAY = wordSet('dental voice audio voicemail')
const KINDS = wordSet(
  'record records ray rays xrays chart impressions film films recording recordings sample memo',
)

function isEverydayRecord(text: TokenText, { from, to }: LabelHit): boolean {
  return to > from + 1 && text.isOneOf(from, EVERYDAY) && text.isOneOf(to - 1, KINDS)
}

/** "Dental records attached": they are of one person, whoever it is. */
function isDentalAtHand(text: TokenText, hit: LabelHit): boolean {
  return text.isOneOf(hit.from, DENTAL) && isAtHand(text, hit)
}

const DENTAL = wordSet('dental')

export const biometric: Recognizer = {
  id: 'biometric',
  category: 'P',
  anchors: ['labels'],
  labelWords: phrases(`
    fingerprint; fingerprints; fingerprint id; thumbprint; thumb print; palm print; palmprint;
    voiceprint; voice print; voiceprint id; voice id; retina scan; retinal scan; iris scan; iris id;
    face id; facial recognition; faceprint; biometric; biometrics; biometric id; biometric identifier;
    dna profile; dna sample; genetic profile; gait profile; hand geometry; vein pattern; voiceprint file; voiceprint files; fingerprint template; afis; afis template;
    thumb enrollment; iris template; retina image; handprint; footprint; biometric template; faceid;
    dental record; dental records; dental x-ray; dental x-rays; dental xrays; dental chart; dental impressions; dental film; dental films;
    voice recording; voice recordings; audio recording; audio recordings; voicemail recording; voice sample; voice memo
  `),
  reference: '45 CFR 164.514(b)(2)(i)(P)',
  find(input, emit) {
    const { text } = input
    const numbered = new Set<number>()
    const labels = input.labels.filter((hit) => !isEverydayRecord(text, hit))
    findLabelledNumbers({ ...input, labels }, NUMBER, (candidate) => {
      numbered.add(candidate.start)
      emit(candidate)
    })
    for (const hit of input.labels) {
      if (isEverydayRecord(text, hit) && !isSomebodysRecord(text, hit) && !isDentalAtHand(text, hit)) continue
      // A record of the body is itself the identifier, numbered or not; "biometric" alone is only a word.
      if (hit.to === hit.from || /^biometrics?$/i.test(text.word(hit.from)) || numbered.size > 0) continue
      const start = text.start[hit.from] as number
      emit({
        start,
        end: text.end[hit.to - 1] as number,
        score: isEverydayRecord(text, hit) ? 0.86 : 0.55,
        because: 'a biometric record is mentioned',
      })
    }
  },
}
