import type { Failure } from '../../shared/result.ts'
import { createStore } from './store.ts'

/** One line at the foot of the window: what was just done, with its undo; or what failed, until it is put away. */
export type Line = {
  readonly id: number
  readonly text: string
  readonly failure?: Failure
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Long enough to read and reach Undo; what failed stays until it is put away. */
const shownMs = 8000

export const lines = createStore<readonly Line[]>([])
let lastId = 0

export function dropLine(id: number): void {
  lines.set((current) => current.filter((line) => line.id !== id))
}

export function clearLines(): void {
  lines.set([])
}

function add(line: Omit<Line, 'id'>): number {
  lastId += 1
  const id = lastId
  lines.set((current) => [...current.slice(-2), { ...line, id }])
  return id
}

/** Says what was done; gone after a while. */
export function say(text: string, action?: Line['action']): number {
  const id = add(action === undefined ? { text } : { text, action })
  setTimeout(() => {
    dropLine(id)
  }, shownMs)
  return id
}

/** Says what failed; stays until it is put away. `text` is used where the failure has no words of its own. */
export function sayFailure(failure: Failure): number {
  const same = lines.get().find((line) => line.failure?.code === failure.code)
  if (same) return same.id
  return add({ text: '', failure })
}
