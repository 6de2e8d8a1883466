import type { AnySession } from './session-type.ts'

/** Asks the person, before the program ends, about what would leave within seconds. */
export interface QuitQuestion {
  /** Answers whether the program may end; at once when there is nothing to ask. */
  ask(): Promise<boolean>
  answer(mayQuit: boolean): void
}

/**
 * @param isLeavingSoon whether a message is in the hold; false while locked
 * @param show lets the window ask
 */
export function createQuitQuestion(isLeavingSoon: () => boolean, show: () => void): QuitQuestion {
  let waiting: ((mayQuit: boolean) => void) | null = null
  const answer = (mayQuit: boolean) => {
    waiting?.(mayQuit)
    waiting = null
  }
  return {
    ask: () => {
      // Asked again meanwhile: the first one stays as it is.
      answer(false)
      if (!isLeavingSoon()) {
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        waiting = resolve
        show()
      })
    },
    answer,
  }
}

/** Whether anything is in the hold: of an auditor nothing ever is. */
export function isLeavingSoon(session: AnySession): boolean {
  if (session.kind !== 'mail') {
    return false
  }
  const leaving = session.queue.listLeavingSoon()
  return leaving.ok && leaving.value.length > 0
}
