import type { TokenText } from '../text/token-text.ts'
import {
  findPhoneShapes,
  internalNumberAt,
  isNorthAmerican,
  labelDistance,
  type PhoneShape,
} from './phone-shapes.ts'
import { phrases, type Recognizer } from './recognizer.ts'

export const phone: Recognizer = {
  id: 'phone',
  category: 'D',
  anchors: ['numeric', 'labels'],
  labelWords: phrases(`
    phone; phones; phone number; ph; tel; telephone; telephone number; cell; cell phone; cellphone;
    mobile; mobile number; call; called; call back; callback; text; texted; dial; reach; number is; my
    number; his number; her number; their number; cell number; area code; direct line; text me at;
    reached; contact; contact number; voicemail; home phone; work phone; pager; landline; telefono;
    whatsapp; paged; paged at; page at; ring; texts; texting; texted from; sms; pgr; beeper; ext; extension; vocera; cb; caller id; rings;
    phoned; mobile no; phone no; tel no; telephone no; contact no; fone; phn; cel
  `),
  reference: 'ITU-T E.164; North American Numbering Plan',
  find({ text, group, labels }, emit) {
    for (const hit of labels) {
      const internal = internalNumberAt(text.text, text.start[hit.from] as number)
      if (internal !== undefined) emit({ ...internal, score: 0.86, because: 'extension or pager' })
    }
    for (const shape of findPhoneShapes(text)) {
      const isLabelled = labelDistance(text, group, shape.from, shape.to) < Number.POSITIVE_INFINITY
      const isBare = shape.form === 'bare'
      if (!isLabelled && shape.form === 'short') continue
      if (!isLabelled && shape.form === 'extension' && !standsAlone(text, shape)) continue
      if (!isLabelled && isBare && !isNorthAmerican(text.text.slice(shape.start, shape.end))) continue
      const score = isLabelled ? 0.95 : isBare || shape.form === 'extension' ? 0.6 : 0.85
      emit({
        start: shape.start,
        end: shape.end,
        score,
        because: isLabelled ? 'telephone number after its label' : 'written like a telephone number',
      })
    }
  },
}

/** "IR at x4471 isn't answering": four or five digits of an extension after a word, with no unit behind them. */
function standsAlone(text: TokenText, { from, to, start, end }: PhoneShape): boolean {
  const digits = text.text.slice(start, end).replace(/\D/g, '')
  return digits.length >= 4 && text.isWord(from - 1) && !UNIT.test(text.word(to))
}

const UNIT = /^(?:mg|mcg|ml|units?|iu|meq|cells?|g|kg|lbs?|steps?|cal|kcal|days?|times?|weeks?)$/i
