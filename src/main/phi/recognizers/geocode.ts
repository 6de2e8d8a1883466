import { tokenKind } from '../text/token-text.ts'
import { matchAt, type Recognizer } from './recognizer.ts'

const DEGREES =
  /-?\d{1,3}\.\d{3,8} ?(?:°|deg)? ?[NS]?[,; ] {0,2}-?\d{1,3}\.\d{3,8} ?(?:°|deg)? ?[EW]?(?!\d|\.\d)/iy
const SEXAGESIMAL =
  /\d{1,2}° ?\d{1,2}['′] ?\d{1,2}(?:\.\d{1,4})?["″]? ?[NS][, ]{1,2}\d{1,3}° ?\d{1,2}['′] ?\d{1,2}(?:\.\d{1,4})?["″]? ?[EW]/iy

/** Latitude and longitude: "equivalent geocodes" in the words of the rule. */
export const geocode: Recognizer = {
  id: 'geocode',
  category: 'B',
  anchors: ['numeric'],
  labelWords: ['coordinates', 'gps', 'latitude', 'longitude', 'geocode', 'lat', 'geolocation'],
  reference: '45 CFR 164.514(b)(2)(i)(B); ISO 6709',
  find({ text, labels }, emit) {
    for (const token of text.numeric) {
      if (text.kind[token] !== tokenKind.digits || text.length(token) > 3) continue
      if (!text.is(token + 1, '.') && !text.is(token + 1, '°')) continue
      const start = text.start[token] as number
      const found = matchAt(DEGREES, text.text, start) ?? matchAt(SEXAGESIMAL, text.text, start)
      if (found === null) continue
      const isSigned = /[°NSEW-]/i.test(found[0]) || text.text.charAt(start - 1) === '-'
      if (!isSigned && labels.length === 0) continue
      emit({ start, end: start + found[0].length, score: 0.92, because: 'coordinates of a place' })
    }
  },
}
