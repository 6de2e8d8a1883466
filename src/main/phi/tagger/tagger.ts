import type { TokenText } from '../text/token-text.ts'
import { Features, type Vocabulary } from './features.ts'
import { judge, type Model } from './model.ts'
import { RuleCover, type RuleFinding } from './rule-cover.ts'
import { standardThresholds, type Thresholds } from './thresholds.ts'
import { seenFlag, Surroundings } from './surroundings.ts'
import { outside, codeTags } from './tags.ts'
import { Units } from './units.ts'

/** Gives every unit of a paragraph a tag, from left to right, in time linear in its tokens. */
export class Tagger {
  readonly units = new Units()
  readonly around = new Surroundings()
  readonly cover = new RuleCover()
  readonly features = new Features()
  private readonly chances = new Float64Array(codeTags)
  private readonly model: Model

  readonly thresholds: Thresholds

  constructor(model: Model, thresholds: Thresholds = standardThresholds) {
    this.model = model
    this.thresholds = thresholds
  }

  /** Finds the units of a paragraph and what the rules say of them. @returns whether there is any */
  prepare(text: TokenText, findings: readonly RuleFinding[]): boolean {
    this.units.find(text)
    if (this.units.count === 0) return false
    this.around.read(text)
    this.cover.read(text, findings, this.around)
    return true
  }

  /** Tags the units of a paragraph; the result stands in `units`. */
  tag(text: TokenText, lexicon: Vocabulary, findings: readonly RuleFinding[]): boolean {
    if (!this.prepare(text, findings)) return false
    for (let unit = 0; unit < this.units.count; unit++) this.tagUnit(text, lexicon, unit)
    return true
  }

  private tagUnit(text: TokenText, lexicon: Vocabulary, unit: number): void {
    const { units, features, chances } = this
    features.collect(text, lexicon, this.around, units, unit, this.cover)
    const weights = units.isCode[unit] === 1 ? this.model.codes : this.model.words
    judge(weights, features.hashes, features.count, chances)
    let best = 1
    for (let tag = 2; tag < weights.tags; tag++)
      if ((chances[tag] as number) > (chances[best] as number)) best = tag
    const none = chances[outside] as number
    units.none[unit] = none
    units.sure[unit] = chances[best] as number
    this.decide(text, unit, none < this.thresholds.reported ? best : outside)
  }

  /** Sets the tag of a unit, and remembers it for the same word further on. */
  decide(text: TokenText, unit: number, tag: number): void {
    this.units.tag[unit] = tag
    if (tag !== 1 && tag !== 2) return
    const hash = text.hashA[this.units.from[unit] as number] as number
    this.around.note(hash, tag === 1 ? seenFlag.taggedName : seenFlag.taggedPlace)
  }
}
