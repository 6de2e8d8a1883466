import { useEffect, useRef } from 'react'

/**
 * Where what had the focus is gone (the composer after sending, the tools of an archived message), the list takes
 * it, so that Tab and a screen reader go on from where the person is. `chosen` changes with what the pane shows.
 */
export function useKeptFocus(chosen: unknown): void {
  const before = useRef(chosen)
  useEffect(() => {
    if (before.current === chosen) return
    before.current = chosen
    if (document.activeElement !== document.body) return
    document.querySelector<HTMLElement>('[role="listbox"]')?.focus({ preventScroll: true })
  }, [chosen])
}
