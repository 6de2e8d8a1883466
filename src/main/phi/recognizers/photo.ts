import { wordSet } from '../lexicon/word-set.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { matchAt, type Recognizer, phrases } from './recognizer.ts'
import { isAtHand, isSomebodysRecord } from './somebodys-record.ts'

const IMAGE_NAME =
  /[A-Za-z0-9_-]{1,80}\.(?:jpe?g|png|heic|gif|tiff?|bmp|webp|dcm|mp4|mov|avi)(?![A-Za-z0-9])/iy
const IMAGE_SUFFIX = /(?:jpe?g|png|heic|gif|tiff?|bmp|webp|dcm|mp4|mov|avi)(?![A-Za-z0-9])/iy

const NUMBER: LabelledNumberRule = { fewestDigits: 3, score: 0.6, because: 'number of a photograph' }

/** Words that announce no number: "pictures 12 and 13". */
const MENTIONED_ONLY = wordSet('photographs pictures picture videos')
const SHOWING = wordSet(
  'photo photos photograph photographs picture pictures video videos recording selfie headshot',
)
const OF_A_FACE = wordSet('full face facial')

export const photo: Recognizer = {
  id: 'photo',
  category: 'Q',
  anchors: ['dots', 'labels'],
  labelWords: phrases(`
    full face photo; full face photograph; face photo; facial photo; facial photograph; patient photo;
    photo id; photograph; photo; photos; headshot; selfie; portrait; mugshot; image id; image file;
    picture of; profile picture; profile photo; image; video; recording; photographs; pictures; picture; videos;
    full face photos; video recording; session recording
  `),
  reference: '45 CFR 164.514(b)(2)(i)(Q)',
  find(input, emit) {
    const { text } = input
    for (const dot of text.dots) {
      const position = text.start[dot] as number
      if (matchAt(IMAGE_SUFFIX, text.text, position + 1) === null) continue
      let start = position
      while (start > 0 && position - start < 80 && /[A-Za-z0-9_-]/.test(text.text.charAt(start - 1))) start--
      const name = matchAt(IMAGE_NAME, text.text, start)
      if (name !== null) emit({ start, end: start + name[0].length, score: 0.85, because: 'image file' })
    }
    const numbered = input.labels.filter((hit) => !text.isOneOf(hit.to - 1, MENTIONED_ONLY))
    findLabelledNumbers({ ...input, labels: numbered }, NUMBER, emit)
    for (const hit of input.labels) {
      const shown = /^of$/i.test(text.word(hit.to - 1)) ? { ...hit, to: hit.to - 1 } : hit
      if (hit.to === hit.from || !text.isOneOf(shown.to - 1, SHOWING)) continue
      const isWhole = text.isOneOf(shown.from, OF_A_FACE)
      if (!isSomebodysRecord(text, shown) || !(isWhole || isAtHand(text, shown))) continue
      emit({
        start: text.start[shown.from] as number,
        end: text.end[shown.to - 1] as number,
        score: 0.55,
        because: 'a picture or a recording of a person is mentioned',
      })
    }
  },
}
