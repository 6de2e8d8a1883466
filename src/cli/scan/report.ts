import {
  categoryName,
  notScannedWords,
  type Decision,
  type FullScanResult,
  type NotScanned,
} from '../../main/phi/index.ts'

/** What was scanned, as the person named it. */
export type FileReport = { readonly file: string; readonly result: FullScanResult }

/**
 * Exit codes of an answer. What couldn't be read may hold anything, so it weighs more than identifiers alone, and
 * less than PHI that was found.
 */
export const answerCodes = { none: 0, 'identifiers-only': 10, phi: 11, notScanned: 12 } as const
const byGravity: readonly number[] = [
  answerCodes.none,
  answerCodes['identifiers-only'],
  answerCodes.notScanned,
  answerCodes.phi,
]

export function answerCodeOf({ decision, notScanned }: FullScanResult): number {
  return decision !== 'phi' && notScanned.length > 0 ? answerCodes.notScanned : answerCodes[decision]
}

export function graver(one: number, other: number): number {
  return byGravity.indexOf(one) > byGravity.indexOf(other) ? one : other
}

/** One JSON object on one line. It holds no value that was found, only where it stands. */
export function asJson({ file, result }: FileReport): string {
  const { secretsFound: _, notScanned, ...answer } = result
  return `${JSON.stringify({ file, ...answer, notScanned: notScanned.map(explained) })}\n`
}

function explained({ part, reason, possible }: NotScanned): NotScanned & { readonly explanation: string } {
  return { part, reason, explanation: notScannedWords[reason], possible }
}

const sentenceOf: Readonly<Record<Decision, string>> = {
  none: 'no identifiers',
  'identifiers-only': 'identifiers, no health context',
  phi: 'PHI: identifiers together with health, treatment or payment context',
}

/** For people: the decision, then categories with counts. The values themselves are not printed. */
export function asText({ file, result }: FileReport): string {
  const counts = new Map<keyof typeof categoryName, number>()
  for (const { category } of result.findings) counts.set(category, (counts.get(category) ?? 0) + 1)
  const isIncomplete = result.notScanned.length > 0
  const sentence =
    result.decision === 'none' && isIncomplete
      ? 'nothing found in what could be read'
      : sentenceOf[result.decision]
  const lines = [`${file}: ${sentence}`]
  for (const [category, count] of [...counts].sort())
    lines.push(`  (${category}) ${categoryName[category]}: ${String(count)}`)
  if (result.healthContext.present) lines.push(`  Health context: ${result.healthContext.topics.join(', ')}`)
  if (result.flags.psychotherapyNotes) lines.push('  Looks like psychotherapy notes (45 CFR 164.501)')
  if (result.flags.part2) lines.push('  Looks like substance-use treatment (42 CFR Part 2)')
  for (const { part, reason } of result.notScanned)
    lines.push(`  Not scanned: ${partName(part)}: ${notScannedWords[reason]} (${reason})`)
  return `${lines.join('\n')}\n`
}

/** `file/letter.pdf` lies in the file, `file#page-2` is a piece of it. */
function partName(part: string): string {
  return part === 'file' ? 'the file' : part.replace(/^file[/#]/, '')
}

/** The last lines of an answer about several files. */
export function asSummary(reports: readonly { readonly code: number }[]): string {
  const count = (code: number): string => String(reports.filter((report) => report.code === code).length)
  return [
    `${String(reports.length)} files: ${count(answerCodes.phi)} with PHI, `,
    `${count(answerCodes.notScanned)} not fully scanned, `,
    `${count(answerCodes['identifiers-only'])} with identifiers alone, ${count(answerCodes.none)} with none\n`,
  ].join('')
}
