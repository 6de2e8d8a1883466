import { beforeAll, describe, expect, it } from 'vitest'
import { loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

/** «value» marks what must be found, exactly; a line without a mark must give nothing under the label. */
const cases: Readonly<Record<string, readonly string[]>> = {
  NAME: [
    'Please call «Dr. Patel» about it.',
    'Seen with «Mrs. de la Cruz» today.',
    'my therapist «dr. feldman» is out',
    'Patient: «Rosalind Achebe»',
    'Name: «BLACKWOOD, EVELYN R»',
    '«Garcia, Maria L». was seen',
    'Next of kin is «Thabo Mbeki».',
    'Her husband «Gordon» drove.',
    'Dear «Marisol»,',
    'hi «jenny», see you then',
    'Thanks,\n«Robin Castellanos»',
    'I saw «Donald Smith» yesterday.',
    'A note from «J. Okafor» came in.',
    'then «Oluwaseun Ogundipe» asked for a refill',
    '«Xochitl» reports nausea.',
    '«Will»’s mother called.',
    'I spoke with «Grace» about it.',
    'follow up with «tracy wiśniewska» soon',
    '«José Hernández» is here',
    '«Siobhán O’Connor» missed it',
    'We met the «Hendersons».',
    'The circle of Willis is intact.',
    'Use the Foley catheter.',
    'Guillain-Barré syndrome was ruled out.',
    'Kaplan-Meier curves were drawn.',
    'Ludwig’s angina is rare.',
    'May we increase the dose? Will it help? Hope so.',
    'The Whipple procedure went well.',
    'She takes Zoloft and Lexapro.',
    'Migraine with Aura was considered.',
    'Down syndrome screening',
  ],
  GEO: [
    'She lives at «412 Maple Street, Apt 3B, Dayton, Ohio 45402».',
    'mail to «P.O. Box 1177, Truckee, CA 96160»',
    'moved from «Wilkes-Barre» last year',
    'He grew up in «Lubbeek».',
    'lives in «kalispell» with family',
    'our «Austin» branch',
    'seen at «Mercy General Hospital»',
    'ZIP code: «02139»',
    'resident of «Travis County»',
    'She was released from «Rikers Island».',
    'GPS: «40.7128° N, 74.0060° W»',
    'He lives in Texas.',
    'Five digits 78701 alone.',
    'Montreal classification A2',
    'The Declaration of Helsinki applies.',
    'Take it once in the evening, 2 hour drive.',
    'Outpatient Clinic hours',
  ],
  DATE: [
    'born «04/12/1945»',
    'on «2024-03-05T10:15:00Z» exactly',
    'Seen on «March 3rd, 2024» again',
    '«the 5th of May» works',
    '«14 March 2023» it was',
    'since «Nov 2019»',
    'visit on «3/14» and later',
    'sessions «9/4», «9/11» and «9/18»',
    '«05MAR2024» note',
    'on «Tuesday, October 8» she fell',
    'since «Christmas 2022»',
    'a «94-year-old» woman',
    'Age: «93»',
    'her «96th» birthday',
    'In 2019 he had a stent.',
    'BP 120/80 today',
    'strength 4/5 and pain 3/10',
    'version 2.10.3',
    'a 67-year-old man',
    'In March and April allergy visits rise.',
    'max 24/7 support',
  ],
  PHONE: [
    'call «(614) 555-0182» today',
    'reach me: «303.555.0199 ext 12»',
    'cell «6145550182»',
    'call «555-0182» please',
    'text «+44 20 7946 0958»',
    'order 6145550182 was shipped',
    'call the lifeline 1-800-273-8255',
  ],
  FAX: ['Fax: «(919) 555-0126»', 'please fax it to «303-555-0147»', 'Fax it. Phone: 303-555-0147'],
  EMAIL: ['write to «priya.r+rx@example.co.uk».', 'email: «ann (at) example (dot) org»', 'a @ b and @home'],
  SSN: [
    'SSN «412-55-8830» on file',
    'social security number is «412 55 8830»',
    'SSN: «412558830»',
    'her social is «412-55-8830»',
    '«123-45-6789» without a label',
    'SSN ending «8812»',
    'SSN «xxx-xx-8812»',
    'SSN «000-12-3456» invalid but labelled',
    'order 412558830 shipped',
    'NDC 0591-3740-01',
  ],
  MRN: [
    'MRN «8829341»',
    'MRN: «00-441-72»',
    'medical record number is «A-11902»',
    '«MRN-1015952»',
    'chart «448812» please',
    '«4471902» is her MRN',
    'The record shows 4 visits.',
    'chart review in 2024',
  ],
  HPBN: [
    'Member ID: «XJK883920114»',
    'Medicare «1EG4-TE5-MK73»',
    'policy number «88-AX-203991»',
    'Medicaid «TX 883 201 445»',
    'the plan for 2025',
  ],
  ACCOUNT: [
    'account «7710-443-92»',
    'routing «121000248» today',
    'card «4539 1488 0343 6467» exp 09/27',
    'card «4111111111111111»',
    'IBAN «GB29 NWBK 6016 1331 9268 19»',
    'paid $1,200 on account of illness',
    'a pressure of 1013.25 hPa',
  ],
  LICENSE: [
    'NPI «1245319599»',
    'DEA «BH1234563»',
    'license no. «PSY 28841»',
    "driver's license «F255-921-50-094»",
    'licensed since 2009',
  ],
  VEHICLE: [
    'VIN «1HGCM82633A004352»',
    'license plate «7ABC123»',
    'plate «ORE 552-KLM» seen',
    'Vehicle: 2019 Subaru Outback',
  ],
  DEVICE: [
    'Pacemaker serial «PJN774523S»',
    'insulin pump s/n «NG2108441H»',
    'mac «00:1A:2B:3C:4D:5E»',
    'UDI «(01)00844588003288(17)141120»',
    'the device was removed',
  ],
  URL: [
    'see «https://portal.example.org/p/83920?user=hlee» now',
    '«www.example.com» is hers',
    'read https://www.nimh.nih.gov/health',
    'e.g. this and i.e. that',
  ],
  IP: [
    'from «10.24.113.7» at noon',
    'host «2001:db8::8a2e:370:7334»',
    'version 2.10.3.1 of the app',
    'at 12:30:45',
  ],
  BIOMETRIC: ['Fingerprint ID «9453»', 'a «voiceprint» was taken', 'fingers and toes'],
  PHOTO: ['full-face photo «IMG_9108.jpg»', 'photo of a rash'],
  OTHER_ID: [
    'claim «88123312» was denied',
    'Study Key «SK-4134-X»',
    'passport «M00238871»',
    'case number «2024-CV-00871»',
    'key «3f2504e0-4f89-41d3-9a0c-0305e82c3301» stored',
    'Employee ID: «EMP-19535»',
    'CPT-90837 and ICD-10',
    'trial NCT01234567',
  ],
}

/** Every «value» of a marked text, and the text without the marks. */
function parse(marked: string): { text: string; values: string[] } {
  return {
    text: marked.replace(/[«»]/g, ''),
    values: [...marked.matchAll(/«([^»]*)»/g)].map(([, value]) => value ?? ''),
  }
}

describe('recognizers', () => {
  beforeAll(loadTestLexicon)
  for (const [label, lines] of Object.entries(cases)) {
    it.each(lines)(`${label}: %s`, (marked) => {
      const { text, values } = parse(marked)
      const found = scanText(text)
        .findings.filter((finding) => finding.label === label)
        .map(({ start, end }) => text.slice(start, end))
      expect(found).toEqual(values)
    })
  }
})
