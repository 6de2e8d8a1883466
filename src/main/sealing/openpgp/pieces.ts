import { setImmediate as nextTurn } from 'node:timers/promises'

/** Of a large mail, one piece is hashed, encrypted and armored in about two milliseconds. */
const pieceBytes = 256 * 1024

/** `bytes` piece by piece without copies, each in a turn of its own: other work of the thread goes on meanwhile. */
export async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (at > 0) await nextTurn()
    yield bytes.subarray(at, at + pieceBytes)
  }
}

/** As `inPieces`, for the library; an empty one for no bytes. */
export function pieceStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const pieces = inPieces(bytes)
  return new ReadableStream({
    pull: async (controller) => {
      const { value } = await pieces.next()
      if (value === undefined) controller.close()
      else controller.enqueue(value)
    },
  })
}
