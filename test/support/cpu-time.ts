/**
 * Milliseconds of processor time that this thread has used, at the pace of the computer that the bounds were set on.
 * Bounds on work are set on this and not on the clock, so that a busy or a slow machine fails no test.
 */
export function cpuMs(): number {
  return threadMs() / slowness
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

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** What `referenceWork` took on the computer that the bounds were set on. */
const referenceMs = 12
/** A computer slower than so many times that one isn't believed. */
const slowest = 8

/** Work of the kinds that are bounded: parsing, matching, allocating. */
function referenceWork(): void {
  const text = JSON.stringify(Array.from({ length: 8_000 }, (_, id) => ({ id, words: `word ${String(id)}` })))
  const words = new Set(Array.from(text.matchAll(/word (\d+)/g), ([, digits]) => digits))
  if ((JSON.parse(text) as unknown[]).length !== words.size) throw new Error('the reference work is wrong')
}

const slowness = ((): number => {
  const rounds = Array.from({ length: 3 }, () => {
    const startedMs = threadMs()
    referenceWork()
    return threadMs() - startedMs
  })
  return Math.min(slowest, Math.max(1, Math.min(...rounds) / referenceMs))
})()
