/**
 * Learns how much single words say of care, beside the terms written by hand, from the texts whose decision is known,
 * and writes src/main/phi/context/learned-terms.ts. The same texts, terms and code give the same file.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { handWrittenTerms } from '../../../src/main/phi/context/health-terms.ts'
import { findHealthSigns } from '../../../src/main/phi/context/find-health.ts'
import { buildLexicon } from '../../../src/main/phi/lexicon/build-lexicon.ts'
import { wordFlag } from '../../../src/main/phi/lexicon/flags.ts'
import type { Lexicon } from '../../../src/main/phi/lexicon/lexicon.ts'
import { foldWord } from '../../../src/main/phi/text/char-class.ts'
import type { GoldText } from '../score.ts'
import { lessonsOf, readLesson } from '../tagger/paragraphs.ts'
import { textsWithDecision } from './texts.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What is known of a text: the weight of the terms written by hand, and its other words. */
type Example = {
  readonly sum: number
  readonly words: readonly string[]
  readonly isHealth: boolean
  readonly weight: number
}

const EPOCHS = 60
const RATE = 0.03
/** How far from "enough" the learned sum is pushed: in terms of weight, where 1 is enough. */
const STEEPNESS = 5
/** What a word must be worth at least, and how often it must be seen, to be kept. */
const LEAST_WEIGHT = 0.1
const LEAST_SEEN = 12
const MOST_WEIGHT = 0.6
/** What a word loses in each round: words that explain little go. */
const DECAY = 0.02

const handWeights = new Map(handWrittenTerms.map(({ phrase, weight }) => [phrase, weight]))

/** Words that are names of people or places too say little by themselves. */
const NAMES = wordFlag.first | wordFlag.ambiguous | wordFlag.surname | wordFlag.city

/** The signs and the words of a text, without those of the sender's signature and of what is marked as an identifier. */
function exampleOf(text: GoldText, weight: number, lexicon: Lexicon): Example {
  const signs = new Map<string, number>()
  const words = new Set<string>()
  for (const lesson of lessonsOf(text, 'full', 1)) {
    const { text: tokens, findings } = readLesson(lesson, lexicon)
    for (const { key, weight: written } of findHealthSigns(tokens)) {
      const byHand = handWeights.get(key)
      if (byHand !== undefined) signs.set(key, byHand)
      else if (key.includes(':') || key.includes(' ')) signs.set(key, written)
    }
    const covered = new Uint8Array(tokens.count)
    for (const { from, to } of tokens.healthHits) if (to - from > 1) covered.fill(1, from, to)
    for (let token = 0; token < tokens.count; token++) {
      const start = tokens.start[token] as number
      if (covered[token] === 1 || !tokens.isWord(token) || tokens.isFunctionWord(token)) continue
      if (tokens.has(token, NAMES) || findings.some((one) => one.start <= start && start < one.end)) continue
      const word = foldWord(tokens.word(token)).toLowerCase()
      if (/^[a-z]{3,}$/.test(word)) words.add(word)
    }
  }
  let sum = 0
  for (const written of signs.values()) sum += written
  return { sum, words: [...words], isHealth: text.decision === 'phi', weight }
}

/** Weights above zero by gradient descent on the logistic loss of "the sum reaches 1". */
function learn(examples: readonly Example[]): Map<string, number> {
  const seen = new Map<string, number>()
  for (const { words, isHealth } of examples)
    if (isHealth) for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1)
  const weights = new Map([...seen].filter(([, count]) => count >= LEAST_SEEN).map(([word]) => [word, 0]))
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { sum, words, isHealth, weight } of examples) {
      let total = sum
      for (const word of words) total += weights.get(word) ?? 0
      const chance = 1 / (1 + Math.exp(-STEEPNESS * (total - 1)))
      const step = RATE * weight * ((isHealth ? 1 : 0) - chance)
      for (const word of words) {
        const old = weights.get(word)
        if (old !== undefined)
          weights.set(word, Math.min(MOST_WEIGHT, Math.max(0, old + step - RATE * DECAY)))
      }
    }
  }
  return weights
}

/** How many of the texts that count fully are seen to speak of care, and how many others are taken for one. */
function rates(examples: readonly Example[], weights: ReadonlyMap<string, number>): string {
  let health = 0
  let found = 0
  let other = 0
  let alerts = 0
  for (const { sum, words, isHealth, weight } of examples) {
    if (weight < 1) continue
    let total = sum
    for (const word of words) total += roundWeight(weights.get(word) ?? 0)
    const isPresent = total >= 1 - 1e-9
    if (isHealth) {
      health++
      if (isPresent) found++
    } else {
      other++
      if (isPresent) alerts++
    }
  }
  return `${String(found)} of ${String(health)} seen, ${String(alerts)} of ${String(other)} others taken for one`
}

function roundWeight(weight: number): number {
  return weight < LEAST_WEIGHT ? 0 : Math.round(weight * 10) / 10
}

const lexicon = buildLexicon(readFileSync(`${root}resources/phi/lexicon.txt`, 'utf8'))
const examples = textsWithDecision().map(({ text, weight }) => exampleOf(text, weight, lexicon))
const none = new Map<string, number>()

if (process.argv.includes('--check')) {
  const FOLDS = 5
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = examples.filter((_, index) => index % FOLDS === fold)
    const weights = learn(examples.filter((_, index) => index % FOLDS !== fold))
    process.stdout.write(`by hand ${rates(held, none)}; learned ${rates(held, weights)}\n`)
  }
} else {
  const groups = new Map<number, string[]>()
  for (const [word, weight] of learn(examples)) {
    const rounded = roundWeight(weight)
    if (rounded === 0) continue
    const total = Math.round(((handWeights.get(word) ?? 0) + rounded) * 10) / 10
    groups.set(total, [...(groups.get(total) ?? []), word])
  }
  const lines = [...groups]
    .sort(([a], [b]) => b - a)
    .map(([weight, words]) => `  [${String(weight)}, \`${words.sort().join(' ')}\`],`)
  const path = `${root}src/main/phi/context/learned-terms.ts`
  const written = `/**
 * Words that say something of care, by their weight, learned by \`scripts/phi/context/train.ts\` from the texts in
 * test/data/phi; not written by hand.
 */
export const learnedTerms: readonly (readonly [number, string])[] = [
${lines.join('\n')}
]
`
  writeFileSync(path, await format(written, { ...(await resolveConfig(path)), parser: 'typescript' }))
  process.stdout.write(
    `${String(lines.length)} weights; on what it learned from: ${rates(examples, learn(examples))}\n`,
  )
}
