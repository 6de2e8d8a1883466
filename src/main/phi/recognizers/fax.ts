import { findPhoneShapes, labelDistance } from './phone-shapes.ts'
import type { Recognizer } from './recognizer.ts'

export const fax: Recognizer = {
  id: 'fax',
  category: 'E',
  labelWords: ['fax', 'fax number', 'faxed', 'facsimile', 'efax', 'telefax', 'fx'],
  reference: 'ITU-T E.164; North American Numbering Plan',
  find({ text, group, labels }, emit) {
    if (labels.length === 0) return
    for (const shape of findPhoneShapes(text)) {
      if (labelDistance(text, group, shape.from, shape.to) > 6) continue
      const between = nearestOtherLabel(text.labelOf, shape.from, group)
      if (between) continue
      emit({ start: shape.start, end: shape.end, score: 0.97, because: 'fax number after its label' })
    }
  },
}

/** Whether another label stands between the number and the fax label before it: "Fax …, Phone 555-0100". */
function nearestOtherLabel(labelOf: Uint8Array, from: number, group: number): boolean {
  for (let i = from - 1, steps = 0; i >= 0 && steps < 6; i--, steps++) {
    const label = labelOf[i] as number
    if (label !== 0) return label !== group + 1
  }
  return false
}
