import { readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { receive } from '../../bench/mutations/receive.ts'
import { mailBombs } from './mail-bombs.ts'

/** The most memory that this process has held since `forgetPeak` (proc(5)). */
function peakBytes(): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
}

function forgetPeak(): void {
  globalThis.gc?.()
  writeFileSync('/proc/self/clear_refs', '5')
}

/** One line of JSON for each bomb that came in. */
for (const [name, make] of Object.entries(mailBombs)) {
  forgetPeak()
  const heldBytes = process.memoryUsage.rss()
  const raw = make()
  const startedMs = performance.now()
  const { subject, sender, state, parseMs, wholeMs } = await receive(raw)
  const elapsedMs = performance.now() - startedMs
  process.stdout.write(
    `${JSON.stringify({
      name,
      subject,
      sender,
      state,
      parseMs,
      wholeMs,
      elapsedMs,
      tookBytes: peakBytes() - heldBytes,
    })}\n`,
  )
}
