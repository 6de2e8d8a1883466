import { findPhoneShapes, internalNumberAt, isNorthAmerican, labelDistance } from './phone-shapes.ts'
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
      if (!isLabelled && (shape.form === 'short' || shape.form === 'extension')) continue
      if (!isLabelled && isBare && !isNorthAmerican(text.text.slice(shape.start, shape.end))) continue
      const score = isLabelled ? 0.95 : isBare ? 0.6 : 0.85
      emit({
        start: shape.start,
        end: shape.end,
        score,
        because: isLabelled ? 'telephone number after its label' : 'written like a telephone number',
      })
    }
  },
}
