import type { Disclosure } from '../../../shared/contract/index.ts'

/** By what right something was disclosed, in the words of 45 CFR 164.512 where it has them. */
export const basisWords: Readonly<Record<Disclosure['basis'], string>> = {
  'treatment-payment-operations': 'Treatment, payment or operations',
  'to-the-patient': 'To the patient',
  incidental: 'Incident to a permitted use',
  authorised: 'Authorized by the patient',
  'involved-in-care': 'Persons involved in care, or notification',
  'national-security': 'National security or intelligence',
  custody: 'Correctional institution or custody',
  'limited-data-set': 'Part of a limited data set',
  'required-by-law': 'Required by law',
  'public-health': 'Public health activities',
  'abuse-or-neglect': 'Report of abuse, neglect or domestic violence',
  'health-oversight': 'Health oversight',
  court: 'Judicial or administrative proceedings',
  'law-enforcement': 'Law enforcement',
  'after-death': 'Coroner, medical examiner or funeral director',
  research: 'Research',
  'serious-threat': 'To avert a serious threat to health or safety',
  government: 'Specialized government functions',
  'workers-compensation': "Workers' compensation",
  'by-mistake': 'Disclosed by mistake',
  other: 'Other',
}
