import type { Result } from '../../src/shared/result.ts'

/** An authenticated message, and how its reader opens a changed copy of it. */
export type FlipTarget = {
  /** Such as `openpgp seipd-v1`. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Where bits are flipped: from, to (exclusive). All of it unless given. */
  readonly range?: readonly [from: number, to: number]
  /** All that a reader would be given of it, as bytes. */
  readonly open: (changed: Uint8Array) => Promise<Result<Uint8Array>>
  /** How many flips of a campaign of `runs` it takes: fewer where each costs a passphrase. All unless given. */
  readonly share?: (runs: number) => number
}

/** What came of the flips of one target; `releasedBytes` must be 0. */
export type FlipTally = {
  readonly name: string
  readonly flips: number
  readonly refused: number
  /** The flip changed no meaning (an unused bit, white space): what opened is the authentic message, all of it. */
  readonly unchanged: number
  /** Bytes given out that aren't the whole authentic message. */
  readonly releasedBytes: number
}

/** A word in every target's plaintext, which no refusal may repeat. */
export const flipCanary = 'ptarmigan'

/**
 * Flips one bit at a time, each in a fresh copy.
 *
 * @param random gives whole numbers below its bound
 * @throws Error when the untouched message doesn't open: then a refusal would show nothing
 */
export async function flipBits(
  target: FlipTarget,
  flips: number,
  random: (bound: number) => number,
): Promise<FlipTally> {
  const whole = await target.open(target.bytes)
  if (!whole.ok) throw new Error(`${target.name} doesn't open untouched: ${whole.error.code}`)
  if (!Buffer.from(whole.value).includes(flipCanary)) throw new Error(`${target.name} has no canary`)
  const [from, to] = target.range ?? [0, target.bytes.length]
  let refused = 0
  let unchanged = 0
  let releasedBytes = 0
  for (let flip = 0; flip < flips; flip++) {
    const changed = target.bytes.slice()
    const at = from + random(to - from)
    changed[at] = (changed[at] ?? 0) ^ (1 << random(8))
    const opened = await target.open(changed)
    if (!opened.ok) {
      refused++
      if (JSON.stringify(opened.error).includes(flipCanary)) releasedBytes += flipCanary.length
    } else if (Buffer.from(opened.value).equals(whole.value)) unchanged++
    else releasedBytes += opened.value.length
  }
  return { name: target.name, flips, refused, unchanged, releasedBytes }
}
