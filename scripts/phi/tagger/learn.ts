import type { Lexicon } from '../../../src/main/phi/lexicon/lexicon.ts'
import { source } from '../../../src/main/phi/tagger/feature-list.ts'
import { Features } from '../../../src/main/phi/tagger/features.ts'
import type { LearnedModel, LearnedWeights } from '../../../src/main/phi/tagger/model.ts'
import { Reading } from '../../../src/main/phi/tagger/reading.ts'
import { codeTags, outside, wordTags } from '../../../src/main/phi/tagger/tags.ts'
import { readLesson, rightTag, UNKNOWN, type Lesson } from './paragraphs.ts'

/** Numbers from 0 to 1 in an order that is always the same (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export type Settings = {
  readonly epochs: number
  readonly rate: number
  /** How often a kind of feature is left out. */
  readonly leftOut: Readonly<Record<keyof typeof source, number>>
  readonly wordBits: number
  readonly codeBits: number
  /** A feature must be seen so often to be learned from. */
  readonly leastSeen: number
}

export const settings: Settings = {
  epochs: 14,
  rate: 0.08,
  leftOut: { context: 0, word: 0.4, lexicon: 0.15, rules: 0.35, tags: 0.1 },
  wordBits: 18,
  codeBits: 16,
  leastSeen: 3,
}

type Learning = LearnedWeights & {
  readonly squares: Float32Array
  readonly seen: Uint8Array
}

function blank(tags: number, bits: number): Learning {
  const size = (1 << bits) * tags
  return {
    tags,
    bits,
    values: new Float32Array(size),
    squares: new Float32Array(size).fill(0.1),
    seen: new Uint8Array(1 << bits),
  }
}

/**
 * Learns from paragraphs by stochastic gradient descent with a rate of its own for each weight (AdaGrad) on a
 * multinomial logistic model. The tags before a unit are now and then the model's own, so that it learns to go on
 * after a mistake; kinds of features are left out at random, so that none is leant on alone.
 */
export function learn(lessons: readonly Lesson[], lexicon: Lexicon, how: Settings = settings): LearnedModel {
  const random = seeded(1)
  const words = blank(wordTags, how.wordBits)
  const codes = blank(codeTags, how.codeBits)
  const reading = new Reading()
  const features = new Features()
  const chances = new Float64Array(codeTags)
  const { units } = reading
  const order = lessons.map((_, index) => index)
  const kept = new Int32Array(features.hashes.length)
  for (let epoch = -1; epoch < how.epochs; epoch++) {
    shuffle(order, random)
    const ownTags = epoch <= 0 ? 0 : 0.7
    const rate = how.rate / Math.sqrt(1 + Math.max(0, epoch))
    for (const index of order) {
      const lesson = lessons[index] as Lesson
      const read = readLesson(lesson, lexicon)
      if (!reading.read(read.text, read.findings)) continue
      const trusted = random() >= ownTags
      for (let unit = 0; unit < units.count; unit++) {
        const right = rightTag(lesson, read, units, unit)
        const weights = units.isCode[unit] === 1 ? codes : words
        features.collect(read.text, lexicon, reading.around, units, unit, reading.cover)
        if (epoch < 0) {
          count(weights, features.hashes, features.count)
          reading.decide(read.text, unit, Math.max(outside, right))
          continue
        }
        let own: number = outside
        if (!trusted || right === UNKNOWN) {
          judge(weights, features.hashes, features.count, chances)
          own = best(chances, weights.tags)
        }
        if (right !== UNKNOWN) {
          const left = leaveOut(features, how, random, weights, kept)
          judge(weights, kept, left, chances)
          update(weights, kept, left, chances, right, rate, lesson.weight)
        }
        reading.decide(read.text, unit, trusted && right !== UNKNOWN ? right : own)
      }
    }
  }
  return { words, codes }
}

/** Fills `into` with the probability of each tag. */
function judge(
  { tags, bits, values }: LearnedWeights,
  hashes: Int32Array,
  count: number,
  into: Float64Array,
): void {
  const mask = (1 << bits) - 1
  into.fill(0, 0, tags)
  for (let i = 0; i < count; i++) {
    const row = ((hashes[i] as number) & mask) * tags
    for (let tag = 0; tag < tags; tag++) into[tag] = (into[tag] as number) + (values[row + tag] as number)
  }
  const most = Math.max(...into.subarray(0, tags))
  let sum = 0
  for (let tag = 0; tag < tags; tag++) {
    const likely = Math.exp((into[tag] as number) - most)
    into[tag] = likely
    sum += likely
  }
  for (let tag = 0; tag < tags; tag++) into[tag] = (into[tag] as number) / sum
}

function best(chances: Float64Array, tags: number): number {
  let found = 0
  for (let tag = 1; tag < tags; tag++) if ((chances[tag] as number) > (chances[found] as number)) found = tag
  return found
}

function count({ bits, seen }: Learning, hashes: Int32Array, length: number): void {
  const mask = (1 << bits) - 1
  for (let i = 0; i < length; i++) {
    const row = (hashes[i] as number) & mask
    if ((seen[row] as number) < 255) seen[row] = (seen[row] as number) + 1
  }
}

const kinds = Object.keys(source) as (keyof typeof source)[]

function leaveOut(
  features: Features,
  { leftOut, leastSeen }: Settings,
  random: () => number,
  { bits, seen }: Learning,
  into: Int32Array,
): number {
  const { hashes, count: length } = features
  const mask = (1 << bits) - 1
  let out = 0
  for (const kind of kinds) if (random() < leftOut[kind]) out |= 1 << source[kind]
  let kept = 0
  for (let i = 0; i < length; i++) {
    if (((out >> features.sourceOf(i)) & 1) !== 0) continue
    if ((seen[(hashes[i] as number) & mask] as number) < leastSeen) continue
    into[kept++] = hashes[i] as number
  }
  return kept
}

function update(
  { tags, bits, values, squares }: Learning,
  hashes: Int32Array,
  length: number,
  chances: Float64Array,
  right: number,
  rate: number,
  weight: number,
): void {
  const mask = (1 << bits) - 1
  for (let tag = 0; tag < tags; tag++) {
    const slope = ((chances[tag] as number) - (tag === right ? 1 : 0)) * weight
    if (Math.abs(slope) < 1e-4) continue
    for (let i = 0; i < length; i++) {
      const at = ((hashes[i] as number) & mask) * tags + tag
      const square = (squares[at] as number) + slope * slope
      squares[at] = square
      values[at] = (values[at] as number) - (rate * slope) / Math.sqrt(square)
    }
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1))
    const swapped = order[i] as number
    order[i] = order[other] as number
    order[other] = swapped
  }
}
