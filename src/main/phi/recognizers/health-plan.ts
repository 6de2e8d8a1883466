import { wordSet } from '../lexicon/word-set.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { matchAt, type Recognizer, phrases } from './recognizer.ts'

const MBI =
  /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![A-Z0-9])/y

/** The Medicare Beneficiary Identifier: eleven positions, each with its own alphabet (no S L O I B Z). */
export function isMedicareBeneficiary(value: string): boolean {
  return matchAt(MBI, value, 0)?.[0].length === value.length
}

const NUMBER: LabelledNumberRule = {
  fewestDigits: 4,
  weak: wordSet('group insurance ins policy member claim claims plan authorization grp'),
  spacedDigits: 14,
  because: 'health plan number after its label',
  validate: isMedicareBeneficiary,
}

export const healthPlan: Recognizer = {
  id: 'health-plan-number',
  category: 'I',
  anchors: ['labels', 'alphanumerics'],
  labelWords: phrases(`
    hpbn; member id; member number; member no; member; insurance id; insurance number; insurance no;
    insurance policy; insurance; ins id; ins; policy number; policy no; policy id; policy; group; group
    number; group no; group id; grp; subscriber id; subscriber number; subscriber; beneficiary;
    beneficiary id; beneficiary number; health plan; health plan id; health plan number; health plan
    beneficiary number; plan id; plan number; medicare; medicare number; medicare id; medicaid; medicaid
    number; medicaid id; mbi; hicn; hic; rx bin; rxbin; rx pcn; rx grp; rxgrp; enrollee id; enrollee
    number; enrollee; insured id; payer id; certificate number; claim number; claim no; claim id; claim;
    claims; authorization number; auth number; authorization; prior authorization; prior auth;
    preauthorization; referral number; medi cal; tricare; champus; dod id; benefits id; coverage id;
    plan; member card; insurance card
  `),
  reference: 'CMS, Understanding the MBI format; 45 CFR 164.514(b)(2)(i)(I)',
  validate: isMedicareBeneficiary,
  find(input, emit) {
    const { text } = input
    findLabelledNumbers(input, NUMBER, emit)
    for (const token of text.alphanumerics) {
      if (text.length(token) < 4) continue
      const match = matchAt(MBI, text.text, text.start[token] as number)
      if (match === null) continue
      emit({
        start: match.index,
        end: match.index + match[0].length,
        score: 0.85,
        because: 'written like a Medicare Beneficiary Identifier',
      })
    }
  },
}
