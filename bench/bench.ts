import { mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Ours against a peer's, in the unit that the label names; `ratio` is ours divided by the peer's. */
export type Ratio = {
  readonly ours: number
  readonly peer: number
  readonly ratio: number
  /** The ratio that we hold ourselves to, such as `<= 2`. */
  readonly target: string
}

export type BenchResult = {
  /** Names carry their unit: `insert20000RowsMs`. */
  readonly figures: Readonly<Record<string, number | string>>
  /** By label, such as `search vs notmuch`. */
  readonly ratios: Readonly<Record<string, Ratio>>
}

export type Bench = {
  readonly name: string
  /** Debian packages of the peers that it compares with. */
  readonly packages?: readonly string[]
  /**
   * @param scratch an empty folder, in memory where the system has such a place; removed afterwards
   * @param flags what was asked for beside its name, such as `--long`
   */
  readonly run: (scratch: string, flags: ReadonlySet<string>) => Promise<BenchResult>
}

/** Makes a ratio; `peer` must not be 0. */
export function ratio(ours: number, peer: number, target: string): Ratio {
  return { ours, peer, ratio: Number((ours / peer).toFixed(3)), target }
}

/** The median time of `rounds` runs in milliseconds; the first run, which loads and compiles, doesn't count. */
export async function medianMs(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return median(times)
}

function median(times: readonly number[]): number {
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]
  return Number((middle ?? 0).toFixed(3))
}

/**
 * The median times of several kinds of work, one run of each after the other, so that a busy moment of the machine
 * falls on all of them. First runs don't count.
 *
 * @returns in milliseconds, by the names of `works`
 */
export async function alternatingMs<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const times = new Map(names.map((name): [Name, number[]] => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now()
      await works[name]()
      if (round >= 0) times.get(name)?.push(performance.now() - start)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >
}

/** The disks of test machines are noisy (the same write takes 0.35 to 4.1 s), so benches write to memory. */
export async function withScratch<T>(work: (scratch: string) => Promise<T>): Promise<T> {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const scratch = await mkdtemp(join(parent, 'sealpost-bench-'))
  try {
    return await work(scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
