import { monitorEventLoopDelay } from 'node:perf_hooks'

const millisecond = 1_000_000
const resolutionMs = 1

/** The longest time in milliseconds for which `work` kept this thread from anything else. */
export async function longestStallMs(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  await work()
  // The monitor's own timer has to come round once more to see the last stretch.
  await new Promise((resolve) => setTimeout(resolve, 5 * resolutionMs))
  delays.disable()
  return Number((delays.max / millisecond).toFixed(1))
}
