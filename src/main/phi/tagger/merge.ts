import type { Category } from '../categories.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { RuleFinding } from './rule-cover.ts'
import { tagCategories } from './tags.ts'
import type { Thresholds } from './thresholds.ts'
import type { Units } from './units.ts'
import { isWorth } from './worth.ts'

/** Rules that, however sure, know a value by words and forms that have other meanings too. */
const READ_BY_WORDS: ReadonlySet<string> = new Set([
  'name-alone',
  'name-in-full',
  'name-after-label',
  'name-after-title',
  'name-beside-role',
  'staff-initials',
  'place',
  'facility',
  'code',
  'other-id',
])
/**
 * Kinds of which the rules have the last word: those with a form of their own, which reading in context can't better,
 * and the numbers that Send asks about or that must never be missed (Social Security, record, account and card).
 */
const RULES_DECIDE: ReadonlySet<Category> = new Set<Category>(['F', 'G', 'H', 'J', 'N', 'O'])
const LEAST_SCORE = 0.5
const RANGE_OF_SCORE = 0.45

export type Tagged = RuleFinding & {
  readonly category: Category
  readonly recognizer: string
  readonly because: string
}

const reasons: Readonly<Record<Category, string>> = {
  A: "reads like a person's name here",
  B: 'reads like a place smaller than a state here',
  C: 'reads like a date here, or an age over 89',
  D: 'reads like a telephone number here',
  E: 'reads like a fax number here',
  F: 'reads like an e-mail address here',
  G: 'reads like a Social Security number here',
  H: 'reads like a record number here',
  I: "reads like a health plan's number here",
  J: 'reads like an account number here',
  K: 'reads like a licence number here',
  L: 'reads like a vehicle or its plate here',
  M: "reads like a device's number here",
  N: 'reads like a web address here',
  O: 'reads like an IP address here',
  P: 'reads like a biometric identifier here',
  Q: 'reads like a picture of a person here',
  R: 'reads like a code that stands for a person or a case here',
}

/**
 * Brings together what the rules found and what the tagger reads: sure findings stay, weak ones are confirmed, called
 * something else or dropped, and what the tagger sees beside them becomes findings of its own.
 * @param findings in order of start, none overlapping
 * @param order the rank of the tagger's own findings
 */
export function mergeTags<T extends Tagged>(
  text: TokenText,
  units: Units,
  findings: readonly T[],
  order: number,
  thresholds: Thresholds,
): Tagged[] {
  const merged: Tagged[] = []
  let unit = 0
  let open: Tagged | undefined
  let last = -1
  const close = (): void => {
    if (open !== undefined) merged.push(open)
    open = undefined
  }
  const takeUntil = (offset: number): void => {
    for (; unit < units.count; unit++) {
      const start = text.start[units.from[unit] as number] as number
      if (start >= offset) return
      const category = tagCategories[units.tag[unit] as number]
      if (category === undefined) continue
      const end = text.end[(units.to[unit] as number) - 1] as number
      const score = scoreOf(units.none[unit] as number)
      if (open?.category === category && isBridge(text, last, units.from[unit] as number)) {
        open = { ...open, end, score: Math.max(open.score, score) }
      } else {
        close()
        open = { category, recognizer: 'tagger', start, end, score, because: reasons[category], order }
      }
      last = units.to[unit] as number
    }
  }
  for (const finding of findings) {
    takeUntil(finding.start)
    const from = unit
    while (unit < units.count && (text.start[units.from[unit] as number] as number) < finding.end) unit++
    const kept = judged(finding, units, from, unit, thresholds)
    if (kept === undefined) continue
    close()
    merged.push(kept)
  }
  takeUntil(Number.POSITIVE_INFINITY)
  close()
  return joined(
    text,
    merged.filter((finding) => finding.recognizer !== 'tagger' || isWorth(text, finding)),
  )
}

/** "Pastor" and "Jim", "UT Health" and "San Antonio": what the tagger adds to a name or a place beside it is part of it. */
function joined(text: TokenText, findings: readonly Tagged[]): Tagged[] {
  const result: Tagged[] = []
  for (const finding of findings) {
    const before = result.at(-1)
    if (before === undefined || !isPartOf(text, before, finding)) {
      result.push(withInitial(text, finding))
      continue
    }
    const { recognizer, because, order } = before.recognizer === 'tagger' ? finding : before
    const score = Math.max(before.score, finding.score)
    result[result.length - 1] = { ...before, end: finding.end, score, recognizer, because, order }
  }
  return result
}

/** "DIALLO, F", "Stubblefield, K." in a list or a form: the initial belongs to the name. */
function withInitial(text: TokenText, finding: Tagged): Tagged {
  if (finding.category !== 'A') return finding
  INITIAL.lastIndex = finding.end
  const found = INITIAL.exec(text.text)
  return found === null ? finding : { ...finding, end: finding.end + found[0].length }
}

const INITIAL = /, ?[A-Z]\.?(?= {2}|\t|\n|$|[|;)/])/y

function isPartOf(text: TokenText, before: Tagged, finding: Tagged): boolean {
  if (before.category !== finding.category || (finding.category !== 'A' && finding.category !== 'B'))
    return false
  if (before.recognizer !== 'tagger' && finding.recognizer !== 'tagger') return false
  return finding.start - before.end === 1 && /[ -]/.test(text.text.charAt(before.end))
}

/** A finding of the rules after the tagger has read it: as it is, under another name, or undefined. */
function judged(
  finding: Tagged,
  units: Units,
  from: number,
  to: number,
  { sure, dropped, droppedStrong, renamed }: Thresholds,
): Tagged | undefined {
  const isStrong = finding.score >= sure
  if (finding.order < 0 || RULES_DECIDE.has(finding.category) || from === to) return finding
  if (isStrong && !READ_BY_WORDS.has(finding.recognizer)) return finding
  let best = from
  for (let unit = from; unit < to; unit++) {
    if ((units.none[unit] as number) < (units.none[best] as number)) best = unit
  }
  if ((units.none[best] as number) > (isStrong ? droppedStrong : dropped)) return undefined
  if (isStrong) return finding
  const category = tagCategories[units.tag[best] as number]
  if (category === undefined || category === finding.category) return finding
  if ((units.sure[best] as number) < renamed) return finding
  return { ...finding, category, recognizer: 'tagger', because: reasons[category] }
}

function scoreOf(none: number): number {
  return Math.round((LEAST_SCORE + RANGE_OF_SCORE * (1 - none)) * 100) / 100
}

/** Whether the tokens between two units of one kind belong to what they make: "de la", "&", "'s", "-". */
function isBridge(text: TokenText, from: number, to: number): boolean {
  if (to - from > 3 || from < 0) return false
  for (let token = from; token < to; token++) {
    if (text.gap(token) > 2 || text.kindAt(token) === tokenKind.newline) return false
    const mark = text.mark(token)
    if (mark === 0 ? !isLink(text, token) : mark !== 45 && mark !== 46 && mark !== 39 && mark !== 38)
      return false
  }
  return text.gap(from - 1) <= 2
}

function isLink(text: TokenText, token: number): boolean {
  return (
    text.has(token, wordFlag.particle) ||
    text.isLetterS(token) ||
    /^(?:of|the|and|for|y)$/.test(text.word(token))
  )
}
