import { seededRandom } from '../../src/main/sealing/random.fixture.ts'
import { flipBits, type FlipTally, type FlipTarget } from './flip.ts'
import { htmlTargets } from './html.ts'
import { openpgpTargets } from './openpgp.ts'
import { smimeTargets } from './smime.ts'

/** Every format that promises integrity; the PDF promises none (docs/threat-model.md). */
export const flipFormats: Readonly<Record<string, () => Promise<FlipTarget[]>>> = {
  openpgp: openpgpTargets,
  smime: smimeTargets,
  html: htmlTargets,
}

/** Flips `runs` bits of each target of the formats; the same for the same seed, but for keys, which are new. */
export async function runFlips(
  formats: readonly string[],
  runs: number,
  seed: number,
  onTally: (tally: FlipTally) => void = () => undefined,
): Promise<FlipTally[]> {
  const tallies: FlipTally[] = []
  for (const format of formats) {
    for (const target of (await flipFormats[format]?.()) ?? []) {
      const tally = await flipBits(target, target.share?.(runs) ?? runs, seededRandom(seed))
      tallies.push(tally)
      onTally(tally)
    }
  }
  return tallies
}
