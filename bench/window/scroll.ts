import type { Page } from '@playwright/test'

/** Frame times in milliseconds while the list was scrolled, and long tasks (over 50 ms) of the page meanwhile. */
export type Scrolling = {
  readonly frames: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly longTasks: number
  readonly longestTaskMs: number
  /** From the last movement until every row in sight was here. */
  readonly filledMs: number
}

/**
 * Scrolls the message list from its beginning to its end: three rows a frame, with a leap forward every half second, as
 * somebody does who drags the bar. Where there is no list the frames of a page at rest are counted.
 */
export async function scrollList(page: Page, forMs: number): Promise<Scrolling> {
  return page.evaluate(async (ms) => {
    const list = document.querySelector('[role="listbox"]')
    const long: number[] = []
    const observer = new PerformanceObserver((entries) => {
      long.push(...entries.getEntries().map(({ duration }) => duration))
    })
    observer.observe({ type: 'longtask' })
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const start = await nextFrame()
    const leap = (list?.scrollHeight ?? 0) / (ms / 500)
    const frames: number[] = []
    let last = start
    let leaps = 0
    while (last - start < ms) {
      const isLeap = last - start > leaps * 500
      if (isLeap) leaps += 1
      list?.scrollBy({ top: isLeap ? leap : 192 })
      const now = await nextFrame()
      frames.push(now - last)
      last = now
    }
    const stopped = performance.now()
    while (document.querySelector('.row-waiting') !== null) await nextFrame()
    const filledMs = performance.now() - stopped
    observer.disconnect()
    const sorted = frames.sort((a, b) => a - b)
    const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1))
    return {
      frames: sorted.length,
      p50: at(0.5),
      p99: at(0.99),
      max: Number((sorted.at(-1) ?? 0).toFixed(1)),
      longTasks: long.length,
      longestTaskMs: Math.round(Math.max(0, ...long)),
      filledMs: Math.round(filledMs),
    }
  }, forMs)
}
