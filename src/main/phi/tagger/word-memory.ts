import type { TokenText } from '../text/token-text.ts'
import type { Surroundings } from './surroundings.ts'
import type { Features, Vocabulary } from './features.ts'
import type { Sums } from './model.ts'

const SLOTS = 4096
/** Numbers of a slot: hashes, context and shape (4), what `Features.word` gives (3), the sums. */
const SLOT_SHIFT = 4
const OWN = 4
const KIND = 5
const COUNT = 6
const LANES = 7

/**
 * The sums of what words are by themselves, for the words seen last: few words make most of a text, and a third of
 * their features needs no look at the words around. Two words with one slot take turns in it.
 */
export class WordMemory {
  private readonly slots = new Int32Array(SLOTS << SLOT_SHIFT)

  /** Begins the sums of a word with its own features, or with what it remembers of them. @returns as `Features.word` does */
  begin(
    text: TokenText,
    lexicon: Vocabulary,
    around: Surroundings,
    token: number,
    features: Features,
    sums: Sums,
  ): number {
    const { slots } = this
    const { lanes } = sums
    const a = text.hashA[token] as number
    const b = text.hashB[token] as number
    // One more than it is, so that no empty slot fits.
    const shape = (text.kind[token] as number) + 1
    const context = around.wordContext(text, token)
    const mixed = Math.imul(a ^ (context << 4) ^ shape, 0x9e3779b1)
    const slot = (mixed >>> 20) << SLOT_SHIFT
    if (
      slots[slot] === a &&
      slots[slot + 1] === b &&
      slots[slot + 2] === context &&
      slots[slot + 3] === shape
    ) {
      for (let lane = 0; lane < lanes.length; lane++) lanes[lane] = slots[slot + LANES + lane] as number
      features.kind = slots[slot + KIND] as number
      sums.count = slots[slot + COUNT] as number
      return slots[slot + OWN] as number
    }
    sums.clear()
    const own = features.word(text, lexicon, around, token, context)
    sums.add(features)
    slots[slot] = a
    slots[slot + 1] = b
    slots[slot + 2] = context
    slots[slot + 3] = shape
    slots[slot + OWN] = own
    slots[slot + KIND] = features.kind
    slots[slot + COUNT] = sums.count
    for (let lane = 0; lane < lanes.length; lane++) slots[slot + LANES + lane] = lanes[lane] as number
    return own
  }
}
