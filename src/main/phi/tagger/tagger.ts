import type { TokenText } from '../text/token-text.ts'
import { Features, type Vocabulary } from './features.ts'
import { Sums, type Model } from './model.ts'
import { Reading } from './reading.ts'
import type { RuleFinding } from './rule-cover.ts'
import { standardThresholds, type Thresholds } from './thresholds.ts'
import { codeTags, outside } from './tags.ts'
import type { Units } from './units.ts'
import { WordMemory } from './word-memory.ts'

/** Gives every unit of a paragraph a tag, from left to right, in time linear in its tokens. */
export class Tagger {
  readonly thresholds: Thresholds
  private readonly reading = new Reading()
  private readonly features = new Features()
  private readonly words: Sums
  private readonly codes: Sums
  private readonly memory = new WordMemory()
  private readonly chances = new Float64Array(codeTags)
  /** Below this chance of being none a unit of the paragraph at hand is an identifier. */
  private limit = 0

  constructor(model: Model, thresholds: Thresholds = standardThresholds) {
    this.words = new Sums(model.words)
    this.codes = new Sums(model.codes)
    this.thresholds = thresholds
  }

  /** The units of the paragraph that was tagged last, with their tags. */
  get units(): Units {
    return this.reading.units
  }

  /** Tags the units of a paragraph. @returns whether there is any */
  tag(text: TokenText, lexicon: Vocabulary, findings: readonly RuleFinding[]): boolean {
    if (!this.reading.read(text, findings)) return false
    const { reported, reportedBesideSure, sure } = this.thresholds
    this.limit = findings.some(({ score }) => score >= sure) ? reportedBesideSure : reported
    for (let unit = 0; unit < this.units.count; unit++) this.tagUnit(text, lexicon, unit)
    return true
  }

  private tagUnit(text: TokenText, lexicon: Vocabulary, unit: number): void {
    const { units } = this
    const sums = units.isCode[unit] === 1 ? this.codes : this.words
    if (this.isSurelyOutside(text, lexicon, unit, sums)) {
      units.none[unit] = 1
      units.sure[unit] = 0
      this.reading.decide(text, unit, outside)
      return
    }
    const { chances } = this
    sums.chances(chances)
    let best = 1
    for (let tag = 2; tag < sums.tags; tag++)
      if ((chances[tag] as number) > (chances[best] as number)) best = tag
    const none = chances[outside] as number
    units.none[unit] = none
    units.sure[unit] = chances[best] as number
    this.reading.decide(text, unit, none < this.limit ? best : outside)
  }

  /**
   * Sums up the features of a unit. Where the rules found nothing, the word by itself or the words around often say
   * so clearly that it is no identifier that the rest needn't be asked.
   */
  private isSurelyOutside(text: TokenText, lexicon: Vocabulary, unit: number, sums: Sums): boolean {
    const { features, reading } = this
    const { settled } = this.thresholds
    const { units, around, cover } = reading
    const from = units.from[unit] as number
    const to = units.to[unit] as number
    const isFree = cover.isFree(from, to)
    features.clear()
    let own: number
    if (sums === this.words) {
      own = this.memory.begin(text, lexicon, around, from, features, sums)
      if (isFree && sums.lead() > settled) return true
      features.clear()
    } else {
      sums.clear()
      own = features.code(text, around, from, to)
    }
    features.near(around, units, unit)
    sums.add(features)
    if (isFree && sums.lead() > settled) return true
    features.clear()
    features.neighbours(text, around, units, unit, own)
    sums.add(features)
    if (isFree && sums.lead() > settled) return true
    features.clear()
    features.rest(text, around, units, unit, cover, own)
    sums.add(features)
    return false
  }
}
