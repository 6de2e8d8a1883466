/**
 * Divides items, in their order, into pieces.
 * @param bytes about so many in each: one that reaches them is the last of its piece
 * @param sizeOf bytes of one
 */
export function* inPieces<T>(
  items: readonly T[],
  bytes: number,
  sizeOf: (item: T) => number,
): Generator<readonly T[], void, void> {
  let piece: T[] = []
  let held = 0
  for (const item of items) {
    piece.push(item)
    held += sizeOf(item)
    if (held >= bytes) {
      yield piece
      piece = []
      held = 0
    }
  }
  if (piece.length > 0) {
    yield piece
  }
}
