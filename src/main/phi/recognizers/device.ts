import { wordSet } from '../lexicon/word-set.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { matchAt, type Recognizer, phrases } from './recognizer.ts'

const MAC = /[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![:-]?[0-9A-Fa-f])/y
const UDI = /\(01\)\d{14}(?:\((?:11|17|10|21)\)[A-Za-z0-9/-]{1,20}){0,4}/y
const IMEI = /\d{2}-\d{6}-\d{6}-\d(?!\d)/y

const NUMBER: LabelledNumberRule = {
  fewestDigits: 4,
  weak: wordSet(
    'device pump monitor lot pacemaker cpap prosthesis ventilator stimulator implant transmitter serial sensor receiver receivers scope processor concentrator',
  ),
  longest: 40,
  score: 0.85,
  because: 'device number after its label',
}

export const device: Recognizer = {
  id: 'device',
  category: 'M',
  anchors: ['labels', 'numeric'],
  labelWords: phrases(`
    serial; serial number; serial no; serial num; s/n; sn; device; device id; device serial; device
    serial number; device number; device identifier; udi; udi di; imei; mac; mac address; model number;
    implant; implant id; implant serial; pacemaker; pacemaker serial; defibrillator; icd serial; insulin
    pump; pump serial; pump; cgm; cgm serial; glucose monitor; sensor id; cpap; cpap serial; cochlear
    implant; hearing aid; hearing aids; stimulator; neurostimulator; asset tag;
    prosthesis; monitor; ventilator; transmitter; transmitter id; transmitter serial; sensor; sensor serial;
    receiver; receivers; scope; scope no; processor; processor serial; concentrator; eq id; equipment id; eq no;
    left serial; right serial; ser; ser no; iol serial; lead serial; generator serial; ipg; lot serial; hearing aid serial
  `),
  reference: '21 CFR 801 subpart B (UDI); IEEE 802 (MAC); 45 CFR 164.514(b)(2)(i)(M)',
  find(input, emit) {
    const { text } = input
    findLabelledNumbers(input, NUMBER, emit)
    for (const token of text.numeric) {
      if (text.length(token) !== 2) continue
      const start = text.start[token] as number
      if (text.is(token + 1, ':') || text.is(token + 1, '-')) {
        const found = matchAt(MAC, text.text, start) ?? matchAt(IMEI, text.text, start)
        if (found !== null)
          emit({ start, end: start + found[0].length, score: 0.9, because: 'hardware address of a device' })
      }
      if (text.is(token - 1, '(')) {
        const udi = matchAt(UDI, text.text, start - 1)
        if (udi !== null)
          emit({
            start: start - 1,
            end: start - 1 + udi[0].length,
            score: 0.95,
            because: 'unique device identifier',
          })
      }
    }
  },
}
