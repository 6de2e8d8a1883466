import type { TokenText } from '../text/token-text.ts'
import { RuleCover, type RuleFinding } from './rule-cover.ts'
import { seenFlag, Surroundings } from './surroundings.ts'
import { Units } from './units.ts'

/** A paragraph as the tagger reads it: its units, what stands around them, what the rules found, the tags so far. */
export class Reading {
  readonly units = new Units()
  readonly around = new Surroundings()
  readonly cover = new RuleCover()

  /** Finds the units of a paragraph and what the rules say of them. @returns whether there is any */
  read(text: TokenText, findings: readonly RuleFinding[]): boolean {
    this.units.find(text)
    if (this.units.count === 0) return false
    this.around.read(text)
    this.cover.read(text, findings, this.around)
    return true
  }

  /** Sets the tag of a unit, and remembers it for the same word further on. */
  decide(text: TokenText, unit: number, tag: number): void {
    const { around, units } = this
    units.tag[unit] = tag
    const from = units.from[unit] as number
    around.cells.note(around.line[from] as number, around.column[from] as number, tag)
    if (tag !== 1 && tag !== 2) return
    around.note(text.hashA[from] as number, tag === 1 ? seenFlag.taggedName : seenFlag.taggedPlace)
  }
}
