import { wordSet } from '../lexicon/word-set.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { digitCount, valueAt } from './label-value.ts'
import { phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

const NUMBER: LabelledNumberRule = {
  weak: wordSet('record chart encounter mr fin pid emr ehr mpi charts'),
  unsignedDigits: 4,
  fewestDigits: 3,
  spacedDigits: 12,
  score: 0.93,
  because: 'record number after its label',
}

export const medicalRecord: Recognizer = {
  id: 'medical-record-number',
  category: 'H',
  anchors: ['labels', 'numeric'],
  labelWords: phrases(`
    mrn; mrns; mr; mr number; medical record; medical record number; medical record no; medical records
    number; med rec; med rec no; med rec number; med record; medical rec; record number; record no;
    record; chart; chart number; chart no; chart id; patient id; patient identifier; patient number;
    patient no; patient record; pt id; pt number; pt no; hospital number; hospital id; unit number;
    client id; client number; client no; file number; file no; case file; ehr id; emr id; emr number;
    emr; health record; health record number; national health id; health id; nhs number; nhs; visit id;
    visit number; encounter; encounter id; encounter number; fin; csn; episode number; admission number;
    admission id; patient account; medrec; hospital record; pid; ehr number; ehr; mpi; enterprise id; emrn;
    client record; client code; client ref; client reference; client file; client identifier; patient code;
    patient ref; patient reference; patient file; consumer id; consumer number; resident id; resident number;
    clt id; clinic number; clinic id; hosp no; hosp number; pt acct; pt acct no; case record; charts
  `),
  reference: '45 CFR 164.514(b)(2)(i)(H); HL7 v2 PID-3',
  find(input, emit) {
    findLabelledNumbers(input, NUMBER, emit)
    findNumberedPeople(input, emit)
  },
}

const PEOPLE = wordSet('patient pt client clt consumer resident patients clients')
const SIGNS = wordSet('no nr num nbr')

/** "Client #4471", "Patient #: 882": the word by itself announces a name. */
function findNumberedPeople({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    let before = token - 1
    if (text.is(before, ':') || text.is(before, '.')) before--
    if (!text.is(before, '#') && !text.isOneOf(before, SIGNS)) continue
    before--
    if (text.is(before, ':')) before--
    if (!text.isOneOf(before, PEOPLE)) continue
    const value = valueAt(text, token)
    if (value === undefined || digitCount(text, value) < NUMBER.fewestDigits) continue
    emit({ start: value.start, end: value.end, score: 0.93, because: NUMBER.because })
  }
}
