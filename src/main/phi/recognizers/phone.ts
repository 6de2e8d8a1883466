import { findPhoneShapes, labelDistance } from './phone-shapes.ts'
import { phrases, type Recognizer } from './recognizer.ts'

export const phone: Recognizer = {
  id: 'phone',
  category: 'D',
  anchors: ['numeric'],
  labelWords: phrases(`
    phone; phones; phone number; ph; tel; telephone; telephone number; cell; cell phone; cellphone;
    mobile; mobile number; call; called; call back; callback; text; texted; dial; reach; number is; my
    number; his number; her number; their number; cell number; area code; direct line; text me at;
    reached; contact; contact number; voicemail; home phone; work phone; pager; landline; telefono;
    whatsapp; ring
  `),
  reference: 'ITU-T E.164; North American Numbering Plan',
  find({ text, group }, emit) {
    for (const shape of findPhoneShapes(text)) {
      const isLabelled = labelDistance(text, group, shape.from, shape.to) < Number.POSITIVE_INFINITY
      if (!isLabelled && (shape.form === 'short' || shape.form === 'bare' || shape.form === 'extension'))
        continue
      const score = isLabelled ? 0.95 : 0.85
      emit({
        start: shape.start,
        end: shape.end,
        score,
        because: isLabelled ? 'telephone number after its label' : 'written like a telephone number',
      })
    }
  },
}
