import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { phrases, type Recognizer } from './recognizer.ts'

const NUMBER: LabelledNumberRule = { fewestDigits: 2, because: 'number of a biometric record' }

export const biometric: Recognizer = {
  id: 'biometric',
  category: 'P',
  anchors: ['labels'],
  labelWords: phrases(`
    fingerprint; fingerprints; fingerprint id; thumbprint; thumb print; palm print; palmprint;
    voiceprint; voice print; voiceprint id; voice id; retina scan; retinal scan; iris scan; iris id;
    face id; facial recognition; faceprint; biometric; biometrics; biometric id; biometric identifier;
    dna profile; dna sample; genetic profile; gait profile; hand geometry; vein pattern; voiceprint file; voiceprint files; fingerprint template; afis; afis template;
    thumb enrollment; iris template; retina image; handprint; footprint; biometric template; faceid
  `),
  reference: '45 CFR 164.514(b)(2)(i)(P)',
  find(input, emit) {
    const { text } = input
    const numbered = new Set<number>()
    findLabelledNumbers(input, NUMBER, (candidate) => {
      numbered.add(candidate.start)
      emit(candidate)
    })
    for (const hit of input.labels) {
      // A record of the body is itself the identifier, numbered or not; "biometric" alone is only a word.
      if (hit.to === hit.from || /^biometrics?$/i.test(text.word(hit.from)) || numbered.size > 0) continue
      const start = text.start[hit.from] as number
      emit({
        start,
        end: text.end[hit.to - 1] as number,
        score: 0.55,
        because: 'a biometric record is mentioned',
      })
    }
  },
}
