import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import {
  isCompound,
  isEponymAt,
  namePart,
  nameRunFrom,
  nextInName,
  withSuffix,
  type NameRun,
} from './name-run.ts'
import { phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

/** Names that a label, a relation, a greeting or a closing announces: "Patient: …", "her husband …", "Dear …". */
export const nameLabelled: Recognizer = {
  id: 'name-after-label',
  category: 'A',
  labelWords: phrases(`
    name; full name; first name; last name; surname; maiden name; legal name; preferred name; patient
    name; client name; pt name; member name; subscriber name; nickname; alias; aka; goes by; emergency
    contact; next of kin; responsible party; insured; policy holder; policyholder; cardholder; account
    holder; beneficiary name; referring provider; referring physician; referred by; attending; attending
    physician; ordering provider; ordering physician; rendering provider; primary care provider; primary
    care physician; provider name; signed; signed by; signature; electronically signed by; dictated by;
    reviewed by; prepared by; authored by; witness; spoke with; spoke to; met with; seen by; care of;
    attn; attention; from; to; cc; re; regarding; subject; on behalf of; contact person; parent name;
    guardian name; nombre; author; interviewer; clinician name; case manager; social worker; primary
    nurse; follow up with; session with; appointment with; collateral; employee; agent; customer;
    defendant; plaintiff; applicant; claimant; respondent; caller; sender; recipient; staff; nursing
    staff; sent to; ordered by; performed by; verified by; consult; evaluated by; treated by; prescribed
    by; prescriber; assisted by; requested by; accompanied by; lives with
  `),
  reference:
    '45 CFR 164.514(b)(2)(i)(A), "of the individual or of relatives, employers, or household members"',
  find(input, emit) {
    const { text } = input
    for (const hit of input.labels)
      announce(input, hit.from, hit.to, isStrongLabel(text, hit.from, hit.to), emit)
    for (const token of text.titles) {
      if (text.has(token, wordFlag.greeting) && opensLine(text, token)) greet(input, token, emit)
      else if (text.has(token, wordFlag.closing) && opensLine(text, token)) sign(input, token, emit)
      else if (text.has(token, wordFlag.relation)) announce(input, token, token + 1, false, emit)
    }
  },
}

/** Labels that announce a name with or without a colon; the others ("from", "to") need one at the start of a line. */
function isStrongLabel(text: TokenText, from: number, to: number): boolean {
  return (
    to - from > 1 ||
    /name$|^(?:attn|attending|nickname|surname|policyholder|alias|prescriber)$/i.test(text.word(to - 1))
  )
}

function announce(
  input: RecognizerInput,
  from: number,
  to: number,
  isStrong: boolean,
  emit: (candidate: Candidate) => void,
): void {
  const { text } = input
  let token = to
  let hasColon = false
  let marks = 0
  while (
    marks < 4 &&
    (text.is(token, ':') ||
      text.is(token, '(') ||
      text.is(token, '-') ||
      text.is(token, '=') ||
      text.is(token, "'") ||
      text.is(token, '"') ||
      text.is(token, ',') ||
      text.is(token, '*') ||
      text.is(token, '|') ||
      text.is(token, '_'))
  ) {
    if (text.is(token, '-') && text.touches(token - 1) && text.touches(token)) return
    hasColon ||= text.is(token, ':') || text.is(token, '=') || text.is(token, '|')
    token++
    marks++
  }
  if (hasColon && text.kindAt(token) === tokenKind.newline) token++
  for (
    let skipped = 0;
    skipped < 2 && /^(?:is|was|named|called|of|by|mr|mrs|ms|dr|the)$/i.test(text.word(token));
    skipped++
  ) {
    if (/^(?:of|the|by)$/i.test(text.word(token)) && !isStrong) break
    token += text.is(token + 1, '.') ? 2 : 1
  }
  const isRelation = text.has(from, wordFlag.relation) && to === from + 1
  if (
    /^(?:from|to|cc|re|regarding|subject|employee|agent|customer|defendant|plaintiff|applicant|claimant|respondent|staff|consult|collateral|caller|sender|recipient|author)$/i.test(
      text.word(from),
    ) &&
    to === from + 1 &&
    !hasColon
  )
    return
  // "the patient, Sarah," but not "the patient, Monday": commas need a known name.
  const run = nameRunFrom(text, token)
  if (run === undefined || (!hasColon && text.kindAt(token - 1) === tokenKind.newline)) return
  const isComma = text.is(token - 1, ',')
  const accepted = acceptRun(input, run, hasColon, isStrong || isRelation, isComma || isRelation)
  if (accepted === undefined) return
  const finish = withSuffix(
    text,
    hasColon || /^(?:patient|client|pt|re|for)$/i.test(text.word(from))
      ? withReversedFirst(input, accepted)
      : accepted.to,
  )
  emit({
    start: text.start[accepted.from] as number,
    end: text.end[finish - 1] as number,
    score: hasColon ? 0.92 : 0.85,
    because: 'name after a word that announces one',
  })
}

/** "Name: BLACKWOOD, EVELYN R": after a label a comma joins surname and first name. Returns the end of the name. */
function withReversedFirst({ text, lexicon }: RecognizerInput, run: NameRun): number {
  if (run.to !== run.from + 1 || !text.is(run.to, ',') || text.gap(run.to) > 1) return run.to
  const first = nameRunFrom(text, run.to + 1, 3)
  if (first === undefined || text.has(first.from, wordFlag.credential)) return run.to
  const part = namePart(text, lexicon, first.from)
  return part === 'word' || part === 'initial' ? run.to : first.to
}

/** Cuts a run down to what is a name in this place, or drops it. */
function acceptRun(
  input: RecognizerInput,
  run: NameRun,
  hasColon: boolean,
  isStrong: boolean,
  needsKnown: boolean,
): NameRun | undefined {
  const { text, lexicon } = input
  const first = namePart(text, lexicon, run.from)
  if (isEponymAt(text, run.from) && !text.has(run.from, wordFlag.first)) return undefined
  const lastIndex = run.to - 1
  const last = namePart(text, lexicon, lastIndex)
  const words = countWords(text, run)
  if (first === 'initial' && words === 1) return undefined
  if (text.length(run.from) < 3 && words === 1 && first !== 'surname') return undefined
  if (
    text.kindAt(run.from) === tokenKind.upper &&
    words === 1 &&
    first !== 'first' &&
    first !== 'surname' &&
    !(hasColon && first === 'unknown' && text.length(run.from) > 3)
  )
    return undefined
  if (first === 'first' || first === 'surname') return run
  if (first === 'ambiguous') return words > 1 || hasColon || !text.startsSentence(run.from) ? run : undefined
  if (first === 'unknown' && isCompound(text, run.from)) return undefined
  if (first === 'unknown')
    return hasColon || isStrong
      ? words > 1 || !text.has(run.from, wordFlag.city)
        ? run
        : undefined
      : undefined
  if (first === 'initial') return last === 'word' ? undefined : run
  if (needsKnown && last === 'word') return undefined
  // "Patient: Rose Grant" in a form, against "Patient: Stable".
  return hasColon && words > 1 && words < 4 && last !== 'word' ? run : undefined
}

function countWords(text: TokenText, run: NameRun): number {
  let words = 0
  for (let i = run.from; i < run.to; i++) if (text.isWord(i)) words++
  return words
}

function opensLine(text: TokenText, token: number): boolean {
  let before = token - 1
  while (
    before >= 0 &&
    /^(?:good|warm|kind|with|many|best|all|my|and|very|>)$/i.test(text.word(before)) &&
    token - before < 4
  )
    before--
  return text.startsSentence(before + 1) || text.is(before, ',')
}

/** "Hi Jen," — the next words, also in lower case where they are a first name. */
function greet(input: RecognizerInput, token: number, emit: (candidate: Candidate) => void): void {
  const { text, lexicon } = input
  let first = token + 1
  if (text.is(first, ',') || /^there$/i.test(text.word(first))) first++
  if (text.has(first, wordFlag.title) && text.kindAt(first) !== tokenKind.newline) return
  const run = nameRunFrom(text, first, 4)
  if (run !== undefined) {
    const part = namePart(text, lexicon, run.from)
    const closes =
      text.kindAt(run.to) === tokenKind.newline ||
      text.is(run.to, ',') ||
      text.is(run.to, '!') ||
      text.is(run.to, ':') ||
      text.is(run.to, '-') ||
      text.is(run.to, '.') ||
      run.to >= text.count
    if (
      part === 'word' ||
      (part === 'initial' && run.to === run.from + 1) ||
      (part === 'unknown' && !closes) ||
      (part === 'common-surname' && !closes)
    )
      return
    emit({
      start: text.start[run.from] as number,
      end: text.end[run.to - 1] as number,
      score: 0.9,
      because: 'name in a greeting',
    })
  } else if (
    text.kindAt(first) === tokenKind.lower &&
    text.has(first, wordFlag.first) &&
    !text.isFunctionWord(first) &&
    (!text.has(first, wordFlag.ambiguous) || text.is(first + 1, ','))
  ) {
    emit({
      start: text.start[first] as number,
      end: text.end[first] as number,
      score: 0.75,
      because: 'name in a greeting',
    })
  }
}

/** The name under "Sincerely," on the next line that isn't empty. */
function sign(input: RecognizerInput, token: number, emit: (candidate: Candidate) => void): void {
  const { text, lexicon } = input
  let at = token + 1
  for (let steps = 0; steps < 5 && text.isWord(at); steps++) at++
  if (!text.is(at, ',') && !text.is(at, '!') && !text.is(at, '.') && text.kindAt(at) !== tokenKind.newline)
    return
  at++
  for (let steps = 0; steps < 4 && text.kindAt(at) === tokenKind.newline; steps++) at++
  if (
    at >= text.count ||
    !text.startsSentence(at) ||
    (text.has(at, wordFlag.title) && !text.has(at, wordFlag.first))
  )
    return
  const run = nameRunFrom(text, at, 4)
  if (run === undefined) return
  const part = namePart(text, lexicon, run.from)
  const next = nextInName(text, run.to - 1)
  if (part === 'word' || (part === 'unknown' && run.to === run.from + 1 && next >= 0)) return
  emit({
    start: text.start[run.from] as number,
    end: text.end[run.to - 1] as number,
    score: 0.85,
    because: 'name under a closing',
  })
}
