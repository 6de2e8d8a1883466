import type { Practice } from '../../../shared/contract/index.ts'
import type { Accounting } from '../../practice/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import { createPages, savePages, sizes, type Style } from '../pdf/pages.ts'
import { printedTime } from '../pdf/printed-time.ts'
import { basisWords } from './accounting-words.ts'

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
