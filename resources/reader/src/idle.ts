const idleMs = 10 * 60_000
const signs = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const

/**
 * Calls `forget` after ten minutes without use. Time is read from the clock at each check too: timers stop while
 * a computer sleeps.
 *
 * @returns stops watching
 */
export function whenIdle(forget: () => void): () => void {
  let usedAt = Date.now()
  const use = () => {
    usedAt = Date.now()
  }
  const check = () => {
    if (Date.now() - usedAt >= idleMs) forget()
  }
  const timer = setInterval(check, 5000)
  for (const sign of signs) addEventListener(sign, use, { passive: true, capture: true })
  document.addEventListener('visibilitychange', check)
  return () => {
    clearInterval(timer)
    for (const sign of signs) removeEventListener(sign, use, { capture: true })
    document.removeEventListener('visibilitychange', check)
  }
}
