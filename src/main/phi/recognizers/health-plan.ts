import { wordSet } from '../lexicon/word-set.ts'
import { findLabelledNumbers, VISIT_CODE, type LabelledNumberRule } from './labelled-number.ts'
import { matchAt, type Recognizer, phrases } from './recognizer.ts'

const MBI =
  /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![A-Z0-9])/y

/** The Medicare Beneficiary Identifier: eleven positions, each with its own alphabet (no S L O I B Z). */
export function isMedicareBeneficiary(value: string): boolean {
  return matchAt(MBI, value, 0)?.[0].length === value.length
}

const NUMBER: LabelledNumberRule = {
  fewestDigits: 4,
  weak: wordSet(`
    group insurance ins policy member plan mem medicaid medicare aetna cigna humana anthem bcbs bcbsm kaiser molina
    centene uhc optum amerigroup aarp caresource regence wellcare ambetter oscar highmark peachcare ahcccs masshealth
    tenncare soonercare badgercare husky premera fidelis healthfirst geisinger upmc tricare triwest champva geha
    unitedhealthcare metroplus oxford wellmark carefirst bluecare meridian sentara healthpartners medica ucare
  `),
  spacedDigits: 18,
  refused: VISIT_CODE,
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
    number; enrollee; insured id; payer id; certificate number; medi cal; tricare; champus; dod id; benefits id; coverage id;
    plan; member card; insurance card; insured's id number; insured's id; insured id number; cin; benefit card;
    mem; mem id; mem no; sub id; subscriber no; medicaid no; medicare no; grp no; grp id; policy group;
    rx group; group policy; ins no; ins number; card id; id on card; plan no; health card; aetna; cigna; humana;
    anthem; bcbs; bcbsm; blue cross; blue shield; blue cross blue shield; kaiser; molina; centene; uhc; optum;
    amerigroup; aarp; caresource; regence; wellcare; ambetter; oscar; highmark; peachcare; ahcccs; masshealth;
    tenncare; soonercare; badgercare; husky; premera; fidelis; healthfirst; geisinger; upmc; triwest; champva;
    geha; unitedhealthcare; united healthcare; metroplus; oxford; wellmark; carefirst; bluecare; meridian;
    sentara; healthpartners; medica; ucare; apple health; select health; priority health; harvard pilgrim;
    tufts health; health net; keystone first; superior health; star plus; medicare advantage; va choice
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
