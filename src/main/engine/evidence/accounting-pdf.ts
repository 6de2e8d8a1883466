import type { Disclosure, Practice } from '../../../shared/contract/index.ts'
import type { Accounting } from '../../practice/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import { createPages, printedTime, savePages, sizes, type Style } from '../pdf/pages.ts'

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

/** What a patient is given who asks for an accounting: 45 CFR 164.528(b)(2) for each disclosure. */
export async function accountingPdf(
  { patient, from, to, entries }: Accounting,
  { practiceName, clinicianName }: Pick<Practice, 'practiceName' | 'clinicianName'>,
  fonts: PdfFonts,
  made: Date,
): Promise<Uint8Array> {
  const title = 'Accounting of disclosures'
  const pages = await createPages(fonts, title, made)
  const { flow, regular, bold } = pages
  const body: Style = { face: regular, ...sizes.body }
  const small: Style = { face: regular, ...sizes.small }
  const muted: Style = { ...small, isMuted: true }
  flow.newPage()
  await flow.add(title, { face: bold, ...sizes.title }, 0)
  flow.space(8)
  const about: readonly (readonly [string, string])[] = [
    ['Patient', patient.name],
    ['From', practiceName === '' ? clinicianName : practiceName],
    ['Period', `${printedDay(from)} to ${printedDay(to)}`],
    ['Made', printedTime(made)],
  ]
  for (const [label, value] of about) await flow.row(label, value, body, muted)
  flow.rule()
  if (entries.length === 0)
    await flow.add('Nothing was disclosed in this period that is accounted for.', body, 8)
  for (const entry of entries) {
    flow.space(8)
    const to =
      entry.recipientAddress === '' ? entry.recipient : `${entry.recipient}, ${entry.recipientAddress}`
    const why = basisWords[entry.basis]
    await flow.row('Date', printedDay(entry.day), { ...small, face: bold }, muted)
    await flow.row('To', to, small, muted)
    await flow.row('What', entry.described, small, muted)
    await flow.row('Purpose', entry.purpose === '' ? why : `${why}: ${entry.purpose}`, small, muted)
  }
  flow.rule()
  await flow.add(
    'It lists what the practice wrote down under 45 CFR 164.528. Disclosures for treatment, payment and health care operations, to the patient, with an authorization, and the others named in 164.528(a)(1) are not part of it.',
    muted,
    8,
  )
  return savePages(pages, `${title}, made ${printedTime(made)}`)
}

function printedDay(day: string): string {
  return printedTime(new Date(`${day}T00:00:00Z`)).replace(/,.*$/, '')
}
