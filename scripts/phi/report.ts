/**
 * Scores the development data by category, prints the figures, and with `--write` records them: docs/phi-quality.md
 * for people, test/data/phi/recorded-figures.json for the test that keeps them from getting worse.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { measure, missedNumbersOf, noDecisions, type DecisionScore, type Measured } from './measure.ts'
import { figuresOf, writeRecorded } from './recorded.ts'
import { f2Of, precisionOf, recallOf, type Score } from './score.ts'

const ofAll = (part: number, whole: number): string => `${String(part)} of ${String(whole)}`
const percent = (share: number): string => (share * 100).toFixed(1)

function tableOf({ labels }: Score): string {
  const rows = Object.entries(labels)
    .sort(([a, x], [b, y]) => Number(a === 'ANY') - Number(b === 'ANY') || y.gold - x.gold)
    .map(([label, score]) => {
      const cells = [
        label,
        score.gold,
        score.found,
        percent(recallOf(score)),
        percent(precisionOf(score)),
        percent(f2Of(score)),
        percent(score.gold === 0 ? 1 : score.covered / score.gold),
      ]
      return `| ${cells.join(' | ')} |`
    })
  return [
    '| Label | Gold | Found | Recall | Precision | F2 | Covered |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...rows,
  ].join('\n')
}

function sectionOf(name: string, score: Score, decided: DecisionScore, missed: readonly string[]): string {
  const phi =
    score.textsWithPhi === 0
      ? ''
      : `Every identifier hit in ${percent(score.textsAllHit / score.textsWithPhi)} % of ${String(score.textsWithPhi)} texts. `
  const clean =
    score.textsClean === 0
      ? ''
      : `False alert in ${percent(score.textsFalselyAlerted / score.textsClean)} % of ${String(score.textsClean)} clean texts. `
  const kinds = [...new Set(missed)].slice(0, 20).map((one) => `- ${one}`)
  const misses = kinds.length === 0 ? '' : `\n\nMissed, up to twenty:\n\n${kinds.join('\n')}`
  const decision =
    decided.asked === 0
      ? ''
      : `Decided as labelled: ${String(decided.right)} of ${String(decided.asked)}; health information of a person seen in ${ofAll(decided.phiRight, decided.phi)}, and in ${ofAll(decided.phiWrong, decided.asked - decided.phi)} of the others.`
  const numbers = [score.labels['SSN'], score.labels['MRN']].reduce((sum, one) => sum + (one?.gold ?? 0), 0)
  const missing =
    numbers === 0
      ? ''
      : ` Social Security and record numbers under no label at all: ${ofAll(missedNumbersOf(score), numbers)}.`
  return `## ${name}\n\n${phi}${clean}${decision}${missing}\n\n${tableOf(score)}${misses}`
}

function reportOf({ sets, decisions, missed, healthRecall }: Measured): string {
  const head = [
    '# Quality of the PHI scanner',
    'Written by `npm run phi:report -- --write` from the development data in `test/data/phi`. These texts were seen while the rules were written, so the figures say whether a change made things worse; they are no measure of unseen texts; the sets called *unseen* are: they were written by somebody else after the rules, no rule, list or weight was fitted to them, and their misses are not listed so that none will be; those called *newest* were written by the writer of the newest rules after these, and are kept in the same way. `ANY` is a hit under any label. *Covered* is the share of identifiers of which no letter or digit is left outside a finding. The gold of `clinical` is incomplete (narrative dates, doctors, hospitals), so its precision says little; many texts of `general` name countries, which are no identifiers here, or people in films.',
    `Health context is seen in ${percent(healthRecall)} % of the sections in \`health-sections\`; about one in ten of them ("None.", "Unknown.") holds none.`,
  ]
  const sections = Object.entries(sets).map(([name, score]) =>
    sectionOf(name, score, decisions[name] ?? noDecisions, missed[name] ?? []),
  )
  return `${[...head, ...sections].join('\n\n')}\n`
}

const measured = await measure()
const report = reportOf(measured)
process.stdout.write(report)
if (process.argv.includes('--write')) {
  const path = fileURLToPath(new URL('../../docs/phi-quality.md', import.meta.url))
  writeFileSync(path, await format(report, { ...(await resolveConfig(path)), parser: 'markdown' }))
  writeRecorded(figuresOf(measured))
}
