/**
 * Milliseconds of processor time that this thread has used. Bounds on work are set on this and not on the clock, so
 * that a busy machine fails no test.
 */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The least processor time of several rounds of the same work, in milliseconds. */
export async function leastCpuMs(rounds: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const startedMs = cpuMs()
    await work()
    least = Math.min(least, cpuMs() - startedMs)
  }
  return least
}
