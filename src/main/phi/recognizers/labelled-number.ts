import type { TokenText } from '../text/token-text.ts'
import type { WordSet } from '../lexicon/word-set.ts'
import {
  digitCount,
  isMeasure,
  looksLikeDate,
  valueAfter,
  valueAt,
  valueBefore,
  withSpacedGroups,
  type Value,
} from './label-value.ts'
import type { Candidate, RecognizerInput } from './recognizer.ts'
import { isProcedureCode } from './procedure-code.ts'

export type LabelledNumberRule = {
  /** Fewest digits that count as a number of this kind. */
  readonly fewestDigits: number
  readonly longest?: number
  /** Accept groups with spaces between, up to this many digits. */
  readonly spacedDigits?: number
  readonly score?: number
  /** Labels that are everyday words too: they need a colon, a number sign or "number" before the value. */
  readonly weak?: WordSet
  /** So many digits need no sign after a weak label; five where it isn't said. */
  readonly unsignedDigits?: number
  /** Values that stand for something else, whatever their label. */
  readonly refused?: RegExp
  readonly because: string
  readonly validate?: (value: string) => boolean
}

/** Psychotherapy, evaluation and management, therapy: the codes of visits (AMA CPT). */
export const VISIT_CODE = /^(?:90[78]\d{2}|92[56]\d{2}|96[01]\d{2}|97[0157]\d{2}|99[2-4]\d{2})$/

/** "chart 448812", "claim 88123312": so long a number needs no colon after a weak label. */
const UNSIGNED_DIGITS = 5

/** Emits, for every label of the recognizer, the number that it announces. A label alone is enough. */
export function findLabelledNumbers(
  input: RecognizerInput,
  rule: LabelledNumberRule,
  emit: (candidate: Candidate) => void,
): void {
  const { text } = input
  for (const hit of input.labels) {
    const isWeak = hit.to === hit.from + 1 && rule.weak !== undefined && text.isOneOf(hit.from, rule.weak)
    for (const found of isWeak ? [valueAfter(text, hit)] : [valueAfter(text, hit), valueBefore(text, hit)]) {
      if (found === undefined) continue
      const value = rule.spacedDigits === undefined ? found : withSpacedGroups(text, found, rule.spacedDigits)
      const isBare = isWeak && found.isSigned !== true
      if (
        isBare &&
        digitCount(text, value) < (rule.unsignedDigits ?? UNSIGNED_DIGITS) &&
        !isCode(text, value)
      )
        continue
      if (!isNumberOfThisKind(input, value, rule)) continue
      const written = text.text.slice(value.start, value.end)
      const isValid = rule.validate?.(written) === true
      const score = Math.min(0.99, (rule.score ?? 0.9) + (isValid ? 0.05 : 0))
      emit({ start: value.start, end: value.end, score, because: rule.because })
      emitFurther(input, value, rule, score, emit)
      break
    }
  }
}

/** "8K1T4M", "NS-23-44": capitals and digits mixed in six characters or more are nobody's word. */
const CODE = /^(?=(?:[^A-Z]{0,20}[A-Z]){2})(?=(?:\D{0,20}\d){2})[A-Z0-9][A-Z0-9-]{5,20}$/

function isCode(text: TokenText, value: Value): boolean {
  return CODE.test(text.text.slice(value.start, value.end))
}

const MOST_FURTHER = 8

/** "serial numbers R-2291847 and R-2291848": values of the same form go on after a comma or "and". */
function emitFurther(
  input: RecognizerInput,
  value: Value,
  rule: LabelledNumberRule,
  score: number,
  emit: (candidate: Candidate) => void,
): void {
  const { text } = input
  let to = value.to
  for (let count = 0; count < MOST_FURTHER; count++) {
    let next = to
    while (
      next - to < 3 &&
      (text.is(next, ',') ||
        text.is(next, '&') ||
        text.is(next, ';') ||
        /^(?:and|or)$/i.test(text.word(next)))
    )
      next++
    const further = next === to ? undefined : valueAt(text, next)
    if (
      further === undefined ||
      formOf(text.text.slice(further.start, further.end)) !==
        formOf(text.text.slice(value.start, value.end)) ||
      !isNumberOfThisKind(input, further, rule)
    )
      return
    emit({ start: further.start, end: further.end, score: score - 0.05, because: rule.because })
    to = further.to
  }
}

/** The form of a value: letters as A, runs of digits by their length. */
function formOf(value: string): string {
  return value.replace(/[A-Za-z]+/g, 'A').replace(/\d+/g, (digits) => String(digits.length))
}

function isNumberOfThisKind(input: RecognizerInput, value: Value, rule: LabelledNumberRule): boolean {
  if (value.end - value.start > (rule.longest ?? 40)) return false
  if (digitCount(input.text, value) < rule.fewestDigits && !isCode(input.text, value)) return false
  const written = input.text.text.slice(value.start, value.end)
  if (rule.refused?.test(written) === true) return false
  // "plan 2025", "record 40.71": a year or a decimal, unless the label says that a number follows.
  if (value.isSigned !== true && /^(?:(?:19|20)\d{2}|\d{1,3}\.\d{1,6})$/.test(written)) return false
  // "Plan: 750/500": doses.
  if (/^\d{1,4}\/\d{1,4}$/.test(written)) return false
  // "Service: ABA, 97153"
  if (value.isSigned !== true && isProcedureCode(written)) return false
  // "Vehicle: 2019 Subaru Outback"
  if (/^(?:19|20)\d{2}$/.test(written) && input.text.isCapital(value.to)) return false
  // Ranges of a laboratory, and telephone numbers of whoever the label names: "150-400", "Aetna 718-434-9902".
  if (/^\d{1,3}(?:\.\d{1,2})?-\d{1,3}(?:\.\d{1,2})?$|^(?:1-)?\d{3}[-.]\d{3}[-.]\d{4}$/.test(written))
    return false
  return !looksLikeDate(written) && !isMeasure(input.text, value)
}
