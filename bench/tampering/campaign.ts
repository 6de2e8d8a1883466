import { verifyJsonLines } from '../../src/main/audit/index.ts'
import type { Result } from '../../src/shared/result.ts'
import { seededRandom } from '../../test/support/random.ts'
import { loadVerifier } from './verifier.ts'
import { placesOf, tamperWith, type Tampering, type TamperingKind } from './tamperings.ts'

export const tamperingKinds: readonly TamperingKind[] = ['flipped', 'removed', 'doubled', 'swapped', 'cut']

export interface TamperingTally {
  readonly kind: TamperingKind
  readonly tried: number
  /** Called whole. */
  readonly unseen: number
  /** Refused, but another record was named. */
  readonly misblamed: number
  /** The product and the file for auditors answered differently. */
  readonly disagreed: number
  /** The first of each kind of defect, to repeat it. */
  readonly examples: readonly string[]
}

export interface TamperingRun {
  readonly most: number
  readonly seed: number
  readonly part?: number
  readonly parts?: number
}

/**
 * Tampers with an exported log and asks the product and `resources/verify-audit.mjs` what they see.
 *
 * @param run.most how many changes of a kind are drawn; all of them where there are no more
 * @param run.part of `parts`, from 1 on: each `parts`-th of them, so that a long campaign can be divided
 */
export async function runTampering(
  file: Buffer,
  { most, seed, part = 1, parts = 1 }: TamperingRun,
): Promise<TamperingTally[]> {
  const { verifyLog } = await loadVerifier()
  return tamperingKinds.map((kind) => {
    const random = seededRandom(seed)
    const places = drawPlaces(placesOf(file, kind), most, random).filter(
      (_, index) => index % parts === part - 1,
    )
    const defects = { unseen: 0, misblamed: 0, disagreed: 0 }
    const examples = new Map<keyof typeof defects, string>()
    for (const place of places) {
      const tampering = tamperWith(file, kind, place, random)
      const [ours, theirs] = [verifyJsonLines(tampering.bytes), verifyLog(tampering.bytes)]
      const defect = judge(tampering, ours, theirs)
      if (defect === null) continue
      defects[defect] += 1
      if (!examples.has(defect)) examples.set(defect, `${defect}: ${tampering.what}`)
    }
    return { kind, tried: places.length, ...defects, examples: [...examples.values()] }
  })
}

function judge(
  { blamed }: Tampering,
  ours: Result<unknown>,
  theirs: Result<unknown>,
): 'unseen' | 'misblamed' | 'disagreed' | null {
  if (ours.ok || theirs.ok) return 'unseen'
  if (blamed !== null && ours.error.detail?.['seq'] !== blamed) return 'misblamed'
  return JSON.stringify(ours) === JSON.stringify(theirs) ? null : 'disagreed'
}

function drawPlaces(count: number, most: number, random: () => number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, place) => place)
  return Array.from({ length: most }, () => Math.floor(random() * count))
}
