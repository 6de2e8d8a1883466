import type { Finding } from '../../../shared/contract/index.ts'

/** A plain text with the replacement of one finding in its place; null where its words don't stand there any more. */
export function replacedIn(
  text: string,
  { start, replacement }: Pick<Finding, 'start' | 'replacement'>,
): string | null {
  if (replacement === null) return null
  const from = start - replacement.before
  const to = from + replacement.replaces.length
  return text.slice(from, to) === replacement.replaces
    ? text.slice(0, from) + replacement.words + text.slice(to)
    : null
}
