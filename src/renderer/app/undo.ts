import { say, dropLine } from './lines.ts'

type Undoable = { readonly run: () => void; readonly until: number }

/** How long Mod+Z reaches back; as long as the line with Undo is shown. */
export const undoReachMs = 8000

let latest: Undoable | null = null

/**
 * Says what was done and offers to take it back, on the line and by Mod+Z. Answers how to withdraw the offer, where
 * what it would act on is gone.
 */
export function offerUndo(text: string, label: string, run: () => void): () => void {
  const withdraw = () => {
    if (latest?.run === once) latest = null
    dropLine(id)
  }
  const once = () => {
    withdraw()
    run()
  }
  const id = say(text, { label, run: once })
  latest = { run: once, until: Date.now() + undoReachMs }
  return withdraw
}

/** Lets Mod+Z take back something whose own line is shown elsewhere (a held message). Null: nothing any more. */
export function setUndo(run: (() => void) | null, until = Number.POSITIVE_INFINITY): void {
  latest = run === null ? null : { run, until }
}

export function runUndo(): void {
  const undoable = latest
  latest = null
  if (undoable !== null && undoable.until > Date.now()) undoable.run()
}
