import type { TokenText } from '../text/token-text.ts'
import { seenFlag, type Surroundings } from './surroundings.ts'

/** What the features read of a finding of the rules. */
export type RuleFinding = {
  readonly category: string
  readonly order: number
  readonly start: number
  readonly end: number
  readonly score: number
}

/** What the rules found, by token. */
export class RuleCover {
  /** Number of the recognizer, from 1; 0 for nothing. */
  hit = new Uint8Array(0)
  /** The score in tenths. */
  grade = new Uint8Array(0)
  /** How many findings of the paragraph are beyond doubt, up to three. */
  sure = 0
  /** The marks that the sure dates of the paragraph are written with, a bit for each. */
  dateMarks = 0

  /** Whether the rules found nothing in the tokens from `from` to before `to`. */
  isFree(from: number, to: number): boolean {
    for (let token = from; token < to; token++) if (this.hit[token] !== 0) return false
    return true
  }

  /** @param findings in order of start, none overlapping */
  read(text: TokenText, findings: readonly RuleFinding[], around: Surroundings): void {
    if (this.hit.length < text.count) {
      this.hit = new Uint8Array(text.count * 2)
      this.grade = new Uint8Array(text.count * 2)
    }
    this.hit.fill(0, 0, text.count)
    this.grade.fill(0, 0, text.count)
    this.sure = 0
    this.dateMarks = 0
    let token = 0
    for (const { category, order, start, end, score } of findings) {
      if (score >= BEYOND_DOUBT && this.sure < 3) this.sure++
      while (token < text.count && (text.end[token] as number) <= start) token++
      for (let at = token; at < text.count && (text.start[at] as number) < end; at++) {
        this.hit[at] = order + 2
        this.grade[at] = Math.floor(score * 10 + 1e-9)
        if (category === 'C' && score >= SURE_DATE) this.dateMarks |= markBit(text.mark(at))
        if (category === 'A' && score >= SURE) around.note(text.hashA[at] as number, seenFlag.name)
      }
    }
  }
}

/** "10-31-25" tells how "11-14" is meant further on. */
function markBit(mark: number): number {
  return mark === HYPHEN ? 1 : mark === SLASH ? 2 : mark === FULL_STOP ? 4 : 0
}

const HYPHEN = 45
const FULL_STOP = 46
const SLASH = 47
const SURE_DATE = 0.85
const SURE = 0.7
const BEYOND_DOUBT = 0.9
