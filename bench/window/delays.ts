import type { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ElectronApplication, Page } from '@playwright/test'

/** Delays of an event loop in milliseconds. */
export type Delays = { readonly p99: number; readonly max: number }

type MainGlobal = typeof globalThis & { delaysOfBench?: ReturnType<typeof monitorEventLoopDelay> }
type PageGlobal = typeof globalThis & { lagsOfBench?: number[]; longTasksOfBench?: number }

function round(milliseconds: number): number {
  return Number(milliseconds.toFixed(1))
}

/** Begins to watch the event loops of the main process and of the page. */
export async function watchDelays(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const histogram = monitorEventLoopDelay({ resolution: 1 })
    histogram.enable()
    ;(globalThis as MainGlobal).delaysOfBench = histogram
  })
  await page.evaluate(() => {
    const own = globalThis as PageGlobal
    const everyMs = 10
    const lags: number[] = []
    let expected = performance.now() + everyMs
    setInterval(() => {
      const now = performance.now()
      lags.push(Math.max(0, now - expected))
      expected = now + everyMs
    }, everyMs)
    own.lagsOfBench = lags
    own.longTasksOfBench = 0
    new PerformanceObserver((list) => {
      own.longTasksOfBench = (own.longTasksOfBench ?? 0) + list.getEntries().length
    }).observe({ type: 'longtask' })
  })
}

/** What was seen since `watchDelays`. */
export async function readDelays(
  app: ElectronApplication,
  page: Page,
): Promise<{ main: Delays; page: Delays; pageLongTasks: number }> {
  const main = await app.evaluate(() => {
    const histogram = (globalThis as MainGlobal).delaysOfBench
    return { p99: (histogram?.percentile(99) ?? 0) / 1e6, max: (histogram?.max ?? 0) / 1e6 }
  })
  const seen = await page.evaluate(() => {
    const own = globalThis as PageGlobal
    const sorted = [...(own.lagsOfBench ?? [])].sort((a, b) => a - b)
    return {
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      max: sorted.at(-1) ?? 0,
      longTasks: own.longTasksOfBench ?? 0,
    }
  })
  return {
    main: { p99: round(main.p99), max: round(main.max) },
    page: { p99: round(seen.p99), max: round(seen.max) },
    pageLongTasks: seen.longTasks,
  }
}
