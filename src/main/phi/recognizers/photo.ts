import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { matchAt, type Recognizer, phrases } from './recognizer.ts'

const IMAGE_NAME =
  /[A-Za-z0-9_-]{1,80}\.(?:jpe?g|png|heic|gif|tiff?|bmp|webp|dcm|mp4|mov|avi)(?![A-Za-z0-9])/iy
const IMAGE_SUFFIX = /(?:jpe?g|png|heic|gif|tiff?|bmp|webp|dcm|mp4|mov|avi)(?![A-Za-z0-9])/iy

const NUMBER: LabelledNumberRule = { fewestDigits: 3, score: 0.6, because: 'number of a photograph' }

export const photo: Recognizer = {
  id: 'photo',
  category: 'Q',
  anchors: ['dots', 'labels'],
  labelWords: phrases(`
    full face photo; full face photograph; face photo; facial photo; facial photograph; patient photo;
    photo id; photograph; photo; photos; headshot; selfie; portrait; mugshot; image id; image file;
    picture of; profile picture; profile photo; image; video; recording
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
    findLabelledNumbers(input, NUMBER, emit)
  },
}
