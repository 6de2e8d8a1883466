import { setImmediate } from 'node:timers/promises'

/** So many records at once hold the thread for some milliseconds. */
export const pieceSize = 1000

/** Does something with items piece by piece; after each piece others have a turn. */
export async function inTurns<Item, Done>(
  items: readonly Item[],
  work: (piece: readonly Item[]) => Done,
): Promise<Done[]> {
  const done: Done[] = []
  for (let start = 0; start < items.length; start += pieceSize) {
    done.push(work(items.slice(start, start + pieceSize)))
    await setImmediate()
  }
  return done
}
