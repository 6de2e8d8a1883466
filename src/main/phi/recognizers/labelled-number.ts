import {
  digitCount,
  isMeasure,
  looksLikeDate,
  valueAfter,
  valueBefore,
  withSpacedGroups,
  type Value,
} from './label-value.ts'
import type { Candidate, RecognizerInput } from './recognizer.ts'

export type LabelledNumberRule = {
  /** Fewest digits that count as a number of this kind. */
  readonly fewestDigits: number
  readonly longest?: number
  /** Accept groups with spaces between, up to this many digits. */
  readonly spacedDigits?: number
  readonly score?: number
  readonly because: string
  readonly validate?: (value: string) => boolean
}

/** Emits, for every label of the recognizer, the number that it announces. A label alone is enough. */
export function findLabelledNumbers(
  input: RecognizerInput,
  rule: LabelledNumberRule,
  emit: (candidate: Candidate) => void,
): void {
  const { text } = input
  for (const hit of input.labels) {
    for (const found of [valueAfter(text, hit), valueBefore(text, hit)]) {
      if (found === undefined) continue
      const value = rule.spacedDigits === undefined ? found : withSpacedGroups(text, found, rule.spacedDigits)
      if (!isNumberOfThisKind(input, value, rule)) continue
      const written = text.text.slice(value.start, value.end)
      const isValid = rule.validate?.(written) === true
      const score = Math.min(0.99, (rule.score ?? 0.9) + (isValid ? 0.05 : 0))
      emit({ start: value.start, end: value.end, score, because: rule.because })
      break
    }
  }
}

function isNumberOfThisKind(input: RecognizerInput, value: Value, rule: LabelledNumberRule): boolean {
  if (value.end - value.start > (rule.longest ?? 40)) return false
  if (digitCount(input.text, value) < rule.fewestDigits) return false
  return !looksLikeDate(input.text.text.slice(value.start, value.end)) && !isMeasure(input.text, value)
}
