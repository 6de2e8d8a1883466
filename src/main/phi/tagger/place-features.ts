import type { TokenText } from '../text/token-text.ts'
import { pair, single, source, type FeatureList } from './feature-list.ts'
import type { RuleCover } from './rule-cover.ts'
import { gapKind, kindOfNewline, PAD, type Surroundings } from './surroundings.ts'
import type { Units } from './units.ts'

const COLON = 58
const NUMBER_SIGN = 35

/** The line that a unit stands in: its label, what is before its colon, its kind. */
export function addLine(
  list: FeatureList,
  text: TokenText,
  around: Surroundings,
  from: number,
  own: number,
): void {
  const { words } = around
  const { hashes: into } = list
  const line = around.line[from] as number
  const lineFrom = around.lineFrom[line] as number
  const lineFlags = around.lineFlags[line] as number
  const isFirst = from === lineFrom ? 1 : 0
  let count = list.count
  into[count++] = pair(80, lineFlags, own)
  into[count++] = pair(81, isFirst, own)
  into[count++] = pair(82, words[lineFrom + PAD] as number, lineFlags & 4)
  let label = 0
  let distance = 0
  for (let token = from - 1; token >= lineFrom && distance < 12; token--, distance++) {
    label = text.labelOf[token] as number
    if (label !== 0) break
  }
  if (label !== 0) {
    into[count++] = pair(83, label, distance < 2 ? 0 : distance < 4 ? 1 : 2)
    into[count++] = pair(84, label, own)
  }
  // "Employer: …", "Spouse - …": the words before the nearest colon on the left.
  for (let token = from - 1, steps = 0; token > lineFrom && steps < 8; token--, steps++) {
    const mark = words[token + PAD] as number
    if (mark !== COLON && mark !== NUMBER_SIGN) continue
    const word = words[token - 1 + PAD] as number
    into[count++] = pair(85, word, Math.min(steps, 3))
    into[count++] = pair(86, word, own)
    into[count++] = pair(87, word, words[token - 2 + PAD] as number)
    break
  }
  if (isFirst === 1 && lineFrom > 1)
    into[count++] = pair(88, words[lineFrom - 2 + PAD] as number, words[lineFrom - 1 + PAD] as number)
  list.from(source.context, count)
}

/** Where a unit stands on the page: in a column, before a colon, below something. */
export function addLayout(
  list: FeatureList,
  text: TokenText,
  around: Surroundings,
  units: Units,
  index: number,
  own: number,
): void {
  const { words, kinds } = around
  const { hashes: into } = list
  const from = units.from[index] as number
  const to = units.to[index] as number
  const gaps = (gapKind(text, from - 1) << 2) | gapKind(text, to - 1)
  const line = around.line[from] as number
  const column = around.column[from] as number
  const above = around.cells.above(line, column)
  const cell = (above << 2) | (around.cells.isFresh(line, column) ? 2 : 0) | (column === 0 ? 0 : 1)
  let count = list.count
  into[count++] = pair(110, gaps, own)
  into[count++] = pair(111, gaps, words[to + PAD] as number)
  into[count++] = pair(112, cell, own)
  let steps = 0
  for (let token = to; steps < 4; token++, steps++) {
    if (kinds[token + PAD] === kindOfNewline || (steps > 0 && gapKind(text, token - 1) > 1)) {
      steps = 9
      break
    }
    if (words[token + PAD] === COLON) break
  }
  into[count++] = pair(113, steps, own)
  list.from(source.context, count)
}

/** What the rules found in a unit and beside it. @param length of the text, in tokens */
export function addFound(
  list: FeatureList,
  rules: RuleCover,
  from: number,
  to: number,
  length: number,
  own: number,
): void {
  const { hashes: into } = list
  let hit = 0
  let grade = 0
  for (let token = from; token < to; token++) {
    const here = rules.hit[token] as number
    if (here !== 0) {
      hit = here
      grade = rules.grade[token] as number
    }
  }
  const before = from > 0 ? (rules.hit[from - 1] as number) : 0
  const after = to < length ? (rules.hit[to] as number) : 0
  let count = list.count
  into[count++] = pair(100, hit, grade)
  into[count++] = single(101, hit)
  into[count++] = pair(102, hit, own)
  into[count++] = pair(108, rules.sure, own)
  into[count++] = pair(109, rules.sure, hit)
  into[count++] = pair(103, before, hit)
  into[count++] = pair(104, after, hit)
  if (hit === 0) {
    const second = from > 1 ? (rules.hit[from - 2] as number) : 0
    const next = to + 1 < length ? (rules.hit[to + 1] as number) : 0
    into[count++] = pair(105, before === 0 ? second : before, after === 0 ? next : after)
    into[count++] = pair(106, before === 0 ? second : before, own)
    into[count++] = pair(107, after === 0 ? next : after, own)
  }
  list.from(source.rules, count)
}

/** The tags of the two units before. */
export function addHistory(
  list: FeatureList,
  text: TokenText,
  around: Surroundings,
  units: Units,
  index: number,
  own: number,
): void {
  const { hashes: into } = list
  const last = index - 1
  const from = units.from[index] as number
  let tag = 0
  let distance = 9
  if (last >= 0) {
    distance = Math.min(5, from - (units.to[last] as number))
    if (around.line[units.from[last] as number] !== around.line[from]) distance = 6
    tag = distance <= 4 ? (units.tag[last] as number) : 0
  }
  const earlier = last >= 1 ? (units.tag[last - 1] as number) : 0
  const between = distance > 0 && distance < 5 ? (around.words[from - 1 + PAD] as number) : 0
  const previous = (tag << 4) | distance
  let count = list.count
  into[count++] = single(120, previous)
  into[count++] = pair(121, own, previous)
  into[count++] = pair(122, previous, earlier)
  into[count++] = pair(123, between, previous)
  into[count++] = pair(124, previous, text.kind[from] as number)
  if (units.isCode[index] !== 1) {
    into[count++] = pair(125, previous, around.kinds[from + PAD] as number)
    into[count++] = pair(126, around.notes(text.hashA[from] as number), tag)
  }
  list.from(source.tags, count)
}
