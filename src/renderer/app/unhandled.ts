import { useEffect } from 'react'
import { failureOf } from './failure.ts'
import { sayFailure } from './lines.ts'

/** A failure that nobody expected becomes a line too: no error vanishes. */
export function useUnhandledFailures(): void {
  useEffect(() => {
    const tell = (event: PromiseRejectionEvent) => {
      sayFailure(failureOf(event.reason))
    }
    window.addEventListener('unhandledrejection', tell)
    return () => {
      window.removeEventListener('unhandledrejection', tell)
    }
  }, [])
}
