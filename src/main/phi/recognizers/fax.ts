import { wordSet } from '../lexicon/word-set.ts'
import type { TokenText } from '../text/token-text.ts'
import { findPhoneShapes, labelDistance } from './phone-shapes.ts'
import type { Recognizer } from './recognizer.ts'

export const fax: Recognizer = {
  id: 'fax',
  category: 'E',
  anchors: ['labels'],
  labelWords: ['fax', 'fax number', 'faxed', 'facsimile', 'efax', 'telefax', 'fx'],
  reference: 'ITU-T E.164; North American Numbering Plan',
  find({ text, group, labels }, emit) {
    if (labels.length === 0) return
    for (const shape of findPhoneShapes(text)) {
      if (labelDistance(text, group, shape.from, shape.to) > 6) continue
      if (isPhoneBetween(text, shape.from, group)) continue
      emit({ start: shape.start, end: shape.end, score: 0.97, because: 'fax number after its label' })
    }
  },
}

const PHONE_WORDS = wordSet('phone tel telephone cell mobile call ph voice office')

/** Whether a telephone label stands between the number and the fax label before it: "Fax …, Phone 555-0100". */
function isPhoneBetween(text: TokenText, from: number, group: number): boolean {
  for (let i = from - 1, steps = 0; i >= 0 && steps < 6; i--, steps++) {
    if (text.labelOf[i] === group + 1) return false
    if (text.isOneOf(i, PHONE_WORDS)) return true
  }
  return false
}
