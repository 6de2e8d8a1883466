/** Deeper than SQLite goes from any call of ours; well below the megabyte that V8 takes for itself. */
const frames = 600

/**
 * SQLite's cipher expands the key on the stack of the thread, once for each page, and leaves it there: without this the
 * store key was found in the process's memory long after the store had been closed. Writes over the part of the stack
 * that calls from here would use, and, in a turn of its own, over what calls from an empty stack would.
 */
export function overwriteStack(): void {
  overwrite(frames)
  setImmediate(overwrite, frames)
}

/** The interpreter lays each call's arguments and registers on the stack, without a gap. Never optimised: too rare. */
function overwrite(depth: number, ...fill: readonly number[]): number {
  if (depth === 0) return fill.length
  return overwrite(depth - 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) + 1
}
