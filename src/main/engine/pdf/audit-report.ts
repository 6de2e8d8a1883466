import { decodeRecord, type ReportPeriod } from '../../audit/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import { createPages, savePages, sizes, type Style } from './pages.ts'
import { printedTime } from './printed-time.ts'

/**
 * The activity log to be read on paper. Paper can't be checked record by record: the manifest beside it is signed and names
 * this file's SHA-256, and an export as JSON Lines is what proves the chain.
 */
export async function setAuditReport(
  fonts: PdfFonts,
  { shown, firstSeq, count, names, person }: ReportPeriod,
  made: Date,
): Promise<Uint8Array> {
  const pages = await createPages(fonts, 'Activity log', made)
  const { flow, regular, bold } = pages
  const small: Style = { face: regular, ...sizes.small }
  const muted: Style = { ...small, isMuted: true }
  const nameOf = (code: string) => names[code]?.name ?? code
  flow.newPage()
  await flow.add('Activity log', { face: bold, ...sizes.title }, 0)
  flow.space(8)
  const about: readonly (readonly [string, string])[] = [
    ['Records', count === 0 ? 'none' : `${String(firstSeq)} to ${String(firstSeq + count - 1)}`],
    ['Shown', String(shown.length)],
    ['About', person === null ? 'everybody' : nameOf(person)],
    ['Made', printedTime(made)],
    ['Checking', 'The signed manifest beside this file holds its SHA-256: sealpost audit verify'],
  ]
  for (const [label, value] of about) await flow.row(label, value, small, muted)
  flow.rule()
  for (const { canonical, hash } of shown) {
    const record = decodeRecord(canonical)
    if (record === null) throw new Error('a stored record is readable')
    const { type, person: one, persons, ...details } = record.event
    const several: unknown[] = Array.isArray(persons) ? persons : []
    const people = [one, ...several].filter((code) => typeof code === 'string').map(nameOf)
    const what = people.length === 0 ? sentenceOf(type) : `${sentenceOf(type)}: ${people.join(', ')}`
    const said = Object.entries(details).map(([name, value]) => `${name} ${textOf(value)}`)
    flow.space(6)
    await flow.row(String(record.seq), what, small, muted)
    const at = printedTime(new Date(record.at))
    await flow.row('', [at, nameOf(record.user), ...said].join(' · '), muted, muted)
    await flow.row('', Buffer.from(hash).toString('hex'), muted, muted)
  }
  return savePages(pages, `Activity log, made ${printedTime(made)}`)
}

/** `submission.refused-in-part` as "Submission refused in part". */
function sentenceOf(type: string): string {
  const words = type.replaceAll(/[.-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
