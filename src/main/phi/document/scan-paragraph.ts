import type { Category } from '../categories.ts'
import { findHealthSigns } from '../context/find-health.ts'
import type { HealthSign } from '../context/health-sign.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { hashA } from '../lexicon/hash.ts'
import { limits } from '../limits.ts'
import type { PatientIndex } from '../practice/patient-index.ts'
import type { PracticeRules } from '../practice/practice-rules.ts'
import { isEponymAt, isNameable, isTitleLine } from '../recognizers/name-run.ts'
import {
  anchorBits,
  anchorsOf,
  hasAnchor,
  type Candidate,
  type Recognizer,
} from '../recognizers/recognizer.ts'
import { recognizers } from '../recognizers/registry.ts'
import { canBeInitials } from '../recognizers/staff-initials.ts'
import { findTableValues } from '../recognizers/table.ts'
import { mergeTags } from '../tagger/merge.ts'
import { foldWord } from '../text/char-class.ts'
import { normalise, originalEnd, originalStart } from '../text/normalise.ts'
import { tokenKind, TokenText, type LabelHit } from '../text/token-text.ts'
import { tokenize } from '../text/tokenize.ts'

/** A finding inside one paragraph: offsets into the paragraph as written. */
export type LocalFinding = {
  readonly category: Category
  readonly recognizer: string
  readonly start: number
  readonly end: number
  readonly score: number
  readonly because: string
  readonly patient?: number
}

type Ranked = LocalFinding & { readonly order: number }

/** A capitalised word, as its hash, that is a name if the rest of the document says so. */
export type PossibleName = { readonly word: number; readonly start: number; readonly end: number }

export type ParagraphScan = {
  readonly findings: readonly LocalFinding[]
  readonly health: readonly HealthSign[]
  readonly possibleNames: readonly PossibleName[]
  /** Hashes of the words of names found with certainty. */
  readonly nameWords: readonly number[]
  /** Two or more sentences of confidentiality or crisis notices. */
  readonly readsAsDisclaimer: boolean
}

const workspace = new TokenText()

/** Scans one paragraph by itself. Pure: the same paragraph always gives the same result. */
export function scanParagraph(
  written: string,
  isFileName: boolean,
  lexicon: Lexicon,
  rules: PracticeRules,
): ParagraphScan {
  const normalised = normalise(written)
  const text = workspace
  tokenize(normalised.text, lexicon.words, text, isFileName)
  lexicon.findPhrases(text)
  const findings = isFileName
    ? findByRules(text, lexicon, rules.patients, rules.off)
    : withTags(text, lexicon, findByRules(text, lexicon, rules.patients, rules.off)).filter(
        ({ category, recognizer }) => {
          return recognizer !== 'tagger' || !rules.silent.has(category)
        },
      )
  const scan = {
    findings: findings.map((finding) => place(finding, normalised)),
    health: findHealthSigns(text),
    possibleNames: possibleNames(text, findings).map(({ word, start, end }) => ({
      word,
      start: originalStart(normalised, start),
      end: originalEnd(normalised, end),
    })),
    nameWords: nameWords(text, findings),
    readsAsDisclaimer: text.disclaimerHits >= 2,
  }
  return scan
}

/** What the tagger makes of a text and of the rules' findings in it. */
function withTags(text: TokenText, lexicon: Lexicon, findings: Ranked[]): Ranked[] {
  const { tagger } = lexicon
  if (!tagger?.tag(text, lexicon, findings)) return findings
  return mergeTags(text, tagger.units, findings, recognizers.length, tagger.thresholds)
}

/** What the rules and the patient list find in a tokenized text: in order, none overlapping. */
export function findByRules(
  text: TokenText,
  lexicon: Lexicon,
  patients: PatientIndex,
  off: ReadonlySet<string> = NOTHING_OFF,
): Ranked[] {
  const raw: Ranked[] = []
  const labelsByGroup = groupLabels(text.labelHits)
  const anchors = anchorsOf(text)
  let asked: Recognizer | undefined
  let order = 0
  // One that is off still tells where a patient's address, phone or birth date stands.
  const counts = ({ id, category }: Recognizer, { start, end }: Candidate): boolean =>
    !off.has(id) || patients.byFound(category, text.text.slice(start, end)) !== undefined
  const emit = (candidate: Candidate): void => {
    const { start, end, score, because } = candidate
    if (asked === undefined || score < limits.reportingScore || end <= start) return
    if (!counts(asked, candidate)) return
    raw.push({ category: asked.category, recognizer: asked.id, start, end, score, because, order })
  }
  for (const { recognizer, group, declared } of askedInOrder) {
    const labels = labelsByGroup.get(group) ?? NO_LABELS
    if (!hasAnchor(declared, anchors, labels)) continue
    asked = recognizer
    order = group
    recognizer.find({ text, lexicon, labels, group }, emit)
  }
  findTableValues(text, (category, candidate) => {
    // The head names the category alone: a value is left out where all that would look for it are off.
    const able = askedInOrder.filter(({ recognizer }) => recognizer.category === category)
    const chosen = able.find(({ recognizer }) => counts(recognizer, candidate))
    if (chosen === undefined) return
    raw.push({ ...candidate, category, recognizer: chosen.recognizer.id, order: chosen.group })
  })
  for (const match of patients.find(text, lexicon))
    raw.push({ ...match, recognizer: 'patient-list', order: -1 })
  return resolveOverlaps(raw, text.text)
}

const askedInOrder = recognizers.map((recognizer, group) => ({
  recognizer,
  group,
  declared: anchorBits(recognizer.anchors),
}))

const NOTHING_OFF: ReadonlySet<string> = new Set()
const NO_LABELS: readonly LabelHit[] = []

function groupLabels(hits: readonly LabelHit[]): Map<number, LabelHit[]> {
  const groups = new Map<number, LabelHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.group)
    if (group === undefined) groups.set(hit.group, [hit])
    else group.push(hit)
  }
  return groups
}

function place(
  { category, recognizer, start, end, score, because, patient }: LocalFinding,
  normalised: ReturnType<typeof normalise>,
): LocalFinding {
  return {
    category,
    recognizer,
    start: originalStart(normalised, start),
    end: originalEnd(normalised, end),
    score,
    because,
    ...(patient === undefined ? {} : { patient }),
  }
}

/**
 * Of findings that overlap, the surest stays; of equally sure ones the longer, then the earlier recognizer's. What
 * sticks out of the loser stays too, so that nothing that was found is shown as clean.
 */
function resolveOverlaps<T extends LocalFinding & { order: number }>(raw: T[], text: string): T[] {
  const ranked = raw.sort(
    (a, b) => gradeOf(b) - gradeOf(a) || b.end - b.start - (a.end - a.start) || a.order - b.order,
  )
  const byStart: T[] = []
  for (const finding of ranked) {
    const at = firstEndingAfter(byStart, finding.start)
    const neighbour = byStart[at]
    if (neighbour === undefined || neighbour.start >= finding.end) {
      byStart.splice(at, 0, finding)
      continue
    }
    const head = { ...finding, end: neighbour.start }
    if (isWorthKeeping(head, text)) byStart.splice(at, 0, head)
    const last = byStart[firstEndingAfter(byStart, finding.end - 1)]
    const behind = lastBefore(byStart, finding.end)
    if (last !== undefined && last.start < finding.end) continue
    const tail = { ...finding, start: behind?.end ?? finding.start }
    if (isWorthKeeping(tail, text)) byStart.splice(firstEndingAfter(byStart, tail.start), 0, tail)
  }
  return byStart
}

/**
 * Scores in steps of a tenth. What the patient list knows comes before what anybody could see; numbers and addresses
 * inside a web address (`?ssn=…&email=…`) come before the web address.
 */
function gradeOf({ recognizer, score }: LocalFinding): number {
  if (recognizer === 'url') return 8
  // "maria.lopez@…" is one address, whoever is called Maria.
  if (recognizer === 'email') return 11
  return recognizer === 'patient-list' && score >= 0.7 ? 10 : Math.floor(score * 10 + 1e-9)
}

/** The last finding that begins before an offset. */
function lastBefore<T extends LocalFinding>(findings: readonly T[], offset: number): T | undefined {
  const at = firstEndingAfter(findings, offset - 1)
  const here = findings[at]
  return here !== undefined && here.start < offset ? here : findings[at - 1]
}

const LONE_TITLE =
  /^[\s,]*(?:mr|mrs|ms|miss|mx|dr|dra|prof|rev|don|do\u00f1a|sra?|srta|se\u00f1or(?:a|ita)?|sir|judge|justice|elder|chief|coach|captain|officer|sgt|pastor|father|mother|brother|sister|nurse|doctor|boss|aunt|auntie|uncle|guardian)\.?\s*$/i

/** A word of three letters or two digits, or more of a web address; not a comma, "and" or "at". */
function isWorthKeeping({ recognizer, start, end }: LocalFinding, text: string): boolean {
  if (recognizer === 'url') return end - start > 3
  const rest = text.slice(start, end)
  return /\p{Lu}\p{L}{2}|\d.{0,3}\d/u.test(rest) && !LONE_TITLE.test(rest)
}

/** The index of the first finding (in order of start, none overlapping) that ends after an offset. */
function firstEndingAfter(findings: readonly LocalFinding[], offset: number): number {
  let low = 0
  let high = findings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((findings[middle] as LocalFinding).end <= offset) low = middle + 1
    else high = middle
  }
  return low
}

const SURE_NAME = 0.7
const LIKELY_NAME = 0.6

/** Hashes of the words of names found with certainty, and of the letters that such a name is shortened to. */
function nameWords(text: TokenText, findings: readonly LocalFinding[]): number[] {
  const found: number[] = []
  let at = 0
  for (const { category, score, start, end } of findings) {
    if (category !== 'A' || score < LIKELY_NAME) continue
    while (at < text.capitals.length && (text.start[text.capitals[at] as number] as number) < start) at++
    const first = at
    let letters = ''
    for (; at < text.capitals.length; at++) {
      const token = text.capitals[at] as number
      if ((text.start[token] as number) >= end) break
      letters += text.text.charAt(text.start[token] as number)
    }
    // What only the words around tell to be a name must not be a word that other sentences have.
    if (score < SURE_NAME && letters.length < 2) continue
    for (let word = first; word < at; word++) {
      const token = text.capitals[word] as number
      if (text.length(token) > 2) found.push(text.hashA[token] as number)
    }
    if (letters.length === 2 || letters.length === 3) found.push(hashA(foldWord(letters)))
  }
  return found
}

const NEVER_ALONE =
  wordFlag.functionWord |
  wordFlag.title |
  wordFlag.credential |
  wordFlag.weekday |
  wordFlag.month |
  wordFlag.health |
  wordFlag.protected |
  wordFlag.suffix |
  wordFlag.particle

function possibleNames(text: TokenText, findings: readonly LocalFinding[]): PossibleName[] {
  const names: PossibleName[] = []
  for (const token of text.capitals) {
    const start = text.start[token] as number
    if (
      (text.length(token) < 3 && !canBeInitials(text, token)) ||
      text.kindAt(token) === tokenKind.initial ||
      text.has(token, NEVER_ALONE) ||
      !isNameable(text, token)
    )
      continue
    const overlapping = findings[firstEndingAfter(findings, start)]
    if (overlapping !== undefined && overlapping.start < (text.end[token] as number)) continue
    if (isEponymAt(text, token)) continue
    if (
      text.has(token, wordFlag.english | wordFlag.ambiguous) &&
      !text.has(token, wordFlag.first) &&
      (text.startsSentence(token) || isTitleLine(text, token))
    )
      continue
    names.push({ word: text.hashA[token] as number, start, end: text.end[token] as number })
  }
  return names
}

/** The scan of a piece of a table without the head that was put before it; `length` units are the head's. */
export function withoutHead(scan: ParagraphScan, length: number): ParagraphScan {
  const shifted = <T extends { readonly start: number; readonly end: number }>(items: readonly T[]): T[] =>
    items
      .filter(({ start }) => start >= length)
      .map((item) => ({ ...item, start: item.start - length, end: item.end - length }))
  return { ...scan, findings: shifted(scan.findings), possibleNames: shifted(scan.possibleNames) }
}
