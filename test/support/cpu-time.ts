/**
 * Milliseconds of processor time that this thread has used. Bounds on work are set on this and not on the clock, so
 * that a busy machine fails no test.
 */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
