import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { missedNumbersOf, noDecisions, type Measured } from './measure.ts'
import { f2Of, precisionOf, recallOf } from './score.ts'

const path = fileURLToPath(new URL('../../test/data/phi/recorded-figures.json', import.meta.url))

/** The figures that a change may not make worse. Shares, to four places. */
export type Figures = Readonly<Record<string, SetFigures>>

export type SetFigures = {
  readonly recall: number
  /** Under its own label, by category. */
  readonly recallOf: Readonly<Record<string, number>>
  readonly f2: number
  readonly precision: number
  readonly covered: number
  readonly allHit: number
  readonly falseAlerts: number
  /** Share of the texts with a labelled decision that are decided so. */
  readonly decided: number
  /** Of texts with an identifier and health context: the share decided so. */
  readonly phiDecided: number
  /** Of the others with a labelled decision: the share taken for health information of a person. */
  readonly phiAlerts: number
  /** Social Security and record numbers that no finding touches, under any label. */
  readonly missedNumbers: number
}

export type Recorded = { readonly sets: Figures; readonly healthRecall: number }

const noGold = { gold: 0, found: 0, goldHit: 0, goldSeen: 0, foundRight: 0, covered: 0 }
const rounded = (share: number): number => Number(share.toFixed(4))
const share = (part: number, whole: number, none: number): number => (whole === 0 ? none : part / whole)

export function figuresOf({ sets, decisions, healthRecall }: Measured): Recorded {
  const figures = Object.entries(sets).map(([name, score]) => {
    const decided = decisions[name] ?? noDecisions
    const any = score.labels['ANY'] ?? noGold
    return [
      name,
      {
        recall: rounded(recallOf(any)),
        recallOf: Object.fromEntries(
          Object.entries(score.labels)
            .filter(([label, { gold }]) => label !== 'ANY' && gold > 0)
            .map(([label, one]) => [label, rounded(recallOf(one))]),
        ),
        f2: rounded(f2Of(any)),
        precision: rounded(precisionOf(any)),
        covered: rounded(share(any.covered, any.gold, 1)),
        allHit: rounded(share(score.textsAllHit, score.textsWithPhi, 1)),
        falseAlerts: rounded(share(score.textsFalselyAlerted, score.textsClean, 0)),
        decided: rounded(share(decided.right, decided.asked, 1)),
        phiDecided: rounded(share(decided.phiRight, decided.phi, 1)),
        phiAlerts: rounded(share(decided.phiWrong, decided.asked - decided.phi, 0)),
        missedNumbers: missedNumbersOf(score),
      },
    ] as const
  })
  return { sets: Object.fromEntries(figures), healthRecall: rounded(healthRecall) }
}

export function readRecorded(): Recorded {
  return JSON.parse(readFileSync(path, 'utf8')) as Recorded
}

export function writeRecorded(recorded: Recorded): void {
  writeFileSync(path, `${JSON.stringify(recorded, null, 2)}\n`)
}
