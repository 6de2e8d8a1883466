import { tokenKind } from '../text/token-text.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { hasLabelNear, matchAt, type Recognizer, phrases } from './recognizer.ts'

const VIN = /(?=[A-Z0-9]{0,16}\d)[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])/y
const VIN_VALUES = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ'
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** Vehicle identification number: 17 characters without I, O and Q, check digit at position 9 (49 CFR 565.15). */
export function isVin(value: string): boolean {
  if (matchAt(VIN, value, 0)?.[0].length !== value.length) return false
  const sum = VIN_WEIGHTS.reduce(
    (total, weight, i) => total + weight * (VIN_VALUES.indexOf(value.charAt(i)) % 10),
    0,
  )
  const check = sum % 11
  return value.charAt(8) === (check === 10 ? 'X' : String(check))
}

const PLATE = /[A-Z0-9]{1,4}(?:[- ][A-Z0-9]{2,4})?[- ]?[A-Z0-9]{2,5}(?![A-Za-z0-9])/y

const NUMBER: LabelledNumberRule = {
  fewestDigits: 2,
  longest: 24,
  because: 'vehicle number after its label',
  validate: isVin,
}

export const vehicle: Recognizer = {
  id: 'vehicle',
  category: 'L',
  anchors: ['labels', 'alphanumerics'],
  labelWords: phrases(`
    vin; vin number; vehicle identification number; vehicle id; vehicle; vehicle serial; vehicle
    registration; plate; plate number; plate no; plates; license plate; licence plate; license plate
    number; license plates; tag number; tag; registration plate; number plate; chassis number; reg plate; tags; tail number; tail no; hull number; hull id; hin; vin ending; vin tail; last 8 of vin;
    vin last 6; boat registration; trailer plate; plate of car; rv plate
  `),
  reference: '49 CFR 565 (VIN); 45 CFR 164.514(b)(2)(i)(L)',
  validate: isVin,
  find(input, emit) {
    const { text } = input
    findLabelledNumbers(input, NUMBER, emit)
    for (const hit of input.labels) {
      const label = text.text
        .slice(text.start[hit.from], text.end[Math.max(hit.from, hit.to - 1)])
        .toLowerCase()
      if (hit.to === hit.from || !/plate|tag/.test(label)) continue
      for (
        let token = hit.to;
        token < Math.min(hit.to + 8, text.count) && text.kindAt(token) !== tokenKind.newline;
        token++
      ) {
        if (!text.isCapital(token) && text.kindAt(token) < tokenKind.digits) continue
        const plate = matchAt(PLATE, text.text, text.start[token] as number)
        if (plate === null || !/\d/.test(plate[0]) || !/[A-Z]/.test(plate[0])) continue
        emit({
          start: plate.index,
          end: plate.index + plate[0].length,
          score: 0.92,
          because: 'number plate after its label',
        })
        break
      }
    }
    for (const token of text.alphanumerics) {
      if (text.length(token) !== 17) continue
      const vin = matchAt(VIN, text.text, text.start[token] as number)
      if (vin === null || !/[A-Z]/.test(vin[0])) continue
      const isValid = isVin(vin[0])
      if (!isValid && !hasLabelNear(input, token, token + 1) && !/^[1-9A-HJ-NPR-Z]/.test(vin[0])) continue
      emit({
        start: vin.index,
        end: vin.index + 17,
        score: isValid ? 0.95 : 0.7,
        because: 'written like a vehicle identification number',
      })
    }
  },
}
