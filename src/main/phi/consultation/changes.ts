import type { Category, Label } from '../categories.ts'
import { splitParagraphs } from '../document/paragraphs.ts'
import type { Finding, ScanResult } from '../types.ts'
import { rewriteDate } from './dates.ts'
import { greets, isRole, type Cast } from './people.ts'
import { rewritePlace } from './places.ts'
import type { Mention, Rewriting } from './rewriting.ts'
import { atSentenceStart, earlierMessage, removedWording } from './wording.ts'

/** One change of a part: UTF-16 offsets into its text. `replaced` and `words` hold content: memory alone. */
export type Change = {
  readonly part: string
  readonly start: number
  readonly end: number
  readonly category: Category
  readonly label: Label
  readonly replaced: string
  readonly words: string
  /** The finding that it changes, by place; absent for the head of an earlier message. */
  readonly finding?: Finding
}

const TITLE_AT_END = /[.!?]\s+(?:dr|mr|mrs|ms)$/i
const NO_WORD = /^[^\p{L}\p{N}]+(?=[\p{L}\p{N}])/u
const LONE_TITLE = /^(?:dr|mr|mrs|ms|mx|prof)\.? ?$/i

/** How far around a finding its words are read. */
const REACH = 80

/** What a rewriting needs beside the findings. */
export type Rewriter = {
  readonly cast: Cast
  readonly thisYear: number
  /** Whom the letter goes to: a greeting with such a name stays. */
  readonly addressees: readonly string[]
}

/**
 * The findings of a part with what stands around them; without a title that was found apart from its name, and
 * without the words that a rewriting put there.
 */
export function mentionsOf(part: string, text: string, findings: readonly Finding[]): Mention[] {
  return findings
    .filter((finding) => finding.part === part)
    .map((finding) => {
      const found = text.slice(finding.start, finding.end)
      // "12 Main Street. Dr" and ". Patel"
      const start = finding.start + (finding.category === 'A' ? leading(found) : 0)
      const end = finding.end - (finding.category === 'B' ? (TITLE_AT_END.exec(found)?.[0].length ?? 0) : 0)
      return {
        ...{ finding, start, end },
        value: text.slice(start, end),
        before: text.slice(Math.max(0, start - REACH), start),
        after: text.slice(end, end + REACH),
      }
    })
    .filter(({ finding, value }) => finding.category !== 'A' || !(LONE_TITLE.test(value) || isRole(value)))
}

function leading(value: string): number {
  return NO_WORD.exec(value)?.[0].length ?? 0
}

/** The change of every finding of a part, each for itself, in order; they may overlap. */
export function changesOf(
  part: string,
  text: string,
  findings: readonly Finding[],
  rewriter: Rewriter,
): Change[] {
  const mentions = mentionsOf(part, text, findings).filter((mention) => !greets(mention, rewriter.addressees))
  const changes = mentions.map((mention) => {
    const { finding, before } = mention
    const rewriting = rewrite(mention, rewriter)
    const start = mention.start - (rewriting.before ?? 0)
    const end = mention.end + (rewriting.after ?? 0)
    return {
      part,
      start,
      end,
      category: finding.category,
      label: finding.label,
      replaced: text.slice(start, end),
      words: atSentenceStart(rewriting.words, before.slice(0, before.length - (rewriting.before ?? 0))),
      finding,
    }
  })
  return changes.filter(({ replaced, words }) => replaced !== words)
}

function rewrite(mention: Mention, { cast, thisYear }: Rewriter): Rewriting {
  const { finding } = mention
  switch (finding.category) {
    case 'A':
      return cast.rewrite(mention)
    case 'B':
      return rewritePlace(mention, (name) => cast.roleOf(name, mention))
    case 'C':
      return rewriteDate(mention, thisYear)
    default:
      return { words: removedWording(finding.label, finding.recognizer) }
  }
}

/** All changes of a part, none overlapping: places that belong together become one, heads of earlier messages go. */
export function allChangesOf(part: string, text: string, result: ScanResult, rewriter: Rewriter): Change[] {
  const heads = headsOf(part, text)
  const isInHead = ({ start, end }: Change) => heads.some((head) => start < head.end && head.start < end)
  const changes = [
    ...changesOf(part, text, result.findings, rewriter).filter((change) => !isInHead(change)),
    ...heads,
  ].sort((one, other) => one.start - other.start || other.end - one.end)
  const apart: Change[] = []
  for (const change of changes) {
    const last = apart.at(-1)
    if (last === undefined || last.end <= change.start) {
      if (last !== undefined && belongTogether(last, change, text))
        apart[apart.length - 1] = joined(last, change, text)
      else apart.push(change)
    } else if (change.end > last.end) {
      // What the words around one finding take is taken from the next.
      apart.push({ ...change, start: last.end, replaced: text.slice(last.end, change.end) })
    }
  }
  return apart
}

/** "12 Main Street" and "Austin, TX 78701": one place. */
function belongTogether(one: Change, other: Change, text: string): boolean {
  return (
    one.category === 'B' && other.category === 'B' && /^[\s,;>-]{0,6}$/.test(text.slice(one.end, other.start))
  )
}

function joined(one: Change, other: Change, text: string): Change {
  const isVague = /^(?:an? )?(?:address|town|county)$/i.test(one.words)
  return {
    ...one,
    end: other.end,
    replaced: text.slice(one.start, other.end),
    words: isVague
      ? atSentenceStart(other.words, text.slice(Math.max(0, one.start - REACH), one.start))
      : one.words,
  }
}

/** "On March 4, Maria Alvarez wrote:", "From: …": who wrote when is no finding of a message, but it names people. */
function headsOf(part: string, text: string): Change[] {
  return splitParagraphs(text)
    .filter(({ segment }) => segment === 'attribution')
    .map(({ start, end }) => {
      const lead = /^[>\s]*/.exec(text.slice(start, end))?.[0].length ?? 0
      const tail = /\s*$/.exec(text.slice(start, end))?.[0].length ?? 0
      const from = start + lead
      const to = Math.max(from, end - tail)
      return {
        part,
        start: from,
        end: to,
        category: 'A' as const,
        label: 'NAME' as const,
        replaced: text.slice(from, to),
        words: earlierMessage,
      }
    })
    .filter(({ start, end }) => end > start)
}

/** The text with the changes made; they are in order and don't overlap. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { start, end, words } of changes) {
    pieces.push(text.slice(at, start), words)
    at = end
  }
  return pieces.join('') + text.slice(at)
}
