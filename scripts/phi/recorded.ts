import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Measured } from './measure.ts'
import { precisionOf, recallOf } from './score.ts'

const path = fileURLToPath(new URL('../../test/data/phi/recorded-figures.json', import.meta.url))

/** The figures that a change may not make worse. Shares, to four places. */
export type Figures = Readonly<Record<string, SetFigures>>

export type SetFigures = {
  readonly recall: number
  readonly precision: number
  readonly covered: number
  readonly allHit: number
  readonly falseAlerts: number
  /** Share of the texts with a labelled decision that are decided so. */
  readonly decided: number
}

export type Recorded = { readonly sets: Figures; readonly healthRecall: number }

const rounded = (share: number): number => Number(share.toFixed(4))
const share = (part: number, whole: number, none: number): number => (whole === 0 ? none : part / whole)

export function figuresOf({ sets, decisions, healthRecall }: Measured): Recorded {
  const figures = Object.entries(sets).map(([name, score]) => {
    const any = score.labels['ANY'] ?? { gold: 0, found: 0, goldHit: 0, foundRight: 0, covered: 0 }
    return [
      name,
      {
        recall: rounded(recallOf(any)),
        precision: rounded(precisionOf(any)),
        covered: rounded(share(any.covered, any.gold, 1)),
        allHit: rounded(share(score.textsAllHit, score.textsWithPhi, 1)),
        falseAlerts: rounded(share(score.textsFalselyAlerted, score.textsClean, 0)),
        decided: rounded(share(decisions[name]?.right ?? 0, decisions[name]?.asked ?? 0, 1)),
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
