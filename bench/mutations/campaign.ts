import { seededRandom } from '../../src/main/sealing/random.fixture.ts'
import { mutate } from '../../test/support/mutate-mail.ts'
import { receive, type Received } from './receive.ts'
import { authenticTexts, readSeeds } from './seeds.ts'

/** A message that must not have done what it did, and how it is made again. */
export interface Finding {
  readonly run: number
  readonly seed: string
  readonly mutations: readonly string[]
  readonly problem: string
  /** The message itself. */
  readonly base64: string
}

export interface MutationTally {
  readonly runs: number
  readonly seeds: number
  readonly stored: number
  readonly tooComplex: number
  /** Messages that were decrypted, or whose signature was good, after all. */
  readonly opened: number
  /** Milliseconds of processor time, parsing alone and the whole way. */
  readonly parseMs: Percentiles
  readonly wholeMs: Percentiles
  readonly findings: readonly Finding[]
}

export type Percentiles = { readonly p50: number; readonly p99: number; readonly max: number }

/** Mutates messages and lets them come in, the same for the same seed (but for the keys of protected ones). */
export async function runMutations(runs: number, seed: number): Promise<MutationTally> {
  const seeds = await readSeeds()
  const random = seededRandom(seed)
  const findings: Finding[] = []
  const received: Received[] = []
  for (let run = 0; run < runs; run += 1) {
    const source = seeds[random(seeds.length)]
    const donor = seeds[random(seeds.length)]
    if (source === undefined || donor === undefined) throw new Error('There are no seeds')
    const { raw, names } = mutate(source.raw, random, donor.raw)
    const problem = await receive(raw).then(
      (result) => {
        received.push(result)
        return problemOf(result)
      },
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    )
    if (problem === null) continue
    findings.push({ run, seed: source.name, mutations: names, problem, base64: raw.toString('base64') })
  }
  return {
    runs,
    seeds: seeds.length,
    stored: received.filter(({ state }) => state === 'stored').length,
    tooComplex: received.filter(({ state }) => state !== 'stored').length,
    opened: received.filter(({ opened }) => opened !== null && isVouched(opened.protection)).length,
    parseMs: percentiles(received.map(({ parseMs }) => parseMs)),
    wholeMs: percentiles(received.map(({ wholeMs }) => wholeMs)),
    findings,
  }
}

/** A good signature over anything else than what was signed is worse than a crash. */
function problemOf({ opened }: Received): string | null {
  if (opened === null || !isVouched(opened.protection)) return null
  const text = opened.content.text?.trim() ?? ''
  return authenticTexts.includes(text) ? null : `vouches for a text that nobody signed: ${text.slice(0, 200)}`
}

function isVouched(protection: NonNullable<Received['opened']>['protection']): boolean {
  return 'signature' in protection && protection.signature === 'good'
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((left, right) => left - right)
  const at = (share: number): number =>
    Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
