/**
 * Sequoia hides how long a message is with bytes after the end of the compressed stream. zlib leaves such bytes unread;
 * the platform's DecompressionStream refuses them (nodejs/node#58316). OpenPGP.js takes the platform's class where one
 * can be made, its own inflate elsewhere, and has no option for it.
 */
export function isPaddedCompression(error: unknown): boolean {
  return codesOf(error).includes('ERR_TRAILING_JUNK_AFTER_STREAM_END')
}

/** The library's errors have the packet's error as cause, and that one the stream's; a packet may have several. */
function codesOf(error: unknown, depth = 0): unknown[] {
  if (depth > 5 || typeof error !== 'object' || error === null) return []
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  const causes: unknown[] = Array.isArray(cause) ? cause : [cause]
  return [code, ...causes.flatMap((inner) => codesOf(inner, depth + 1))]
}

/** What `new DecompressionStream` meets meanwhile: the error by which the library knows that there is none. */
function unavailable(): never {
  throw new TypeError('the library inflates by itself')
}

let running = 0
const platform = Object.getOwnPropertyDescriptor(globalThis, 'DecompressionStream')

/** Runs `work` with the library's own inflate. Others that ask for the platform's meanwhile use their own too. */
export async function withLibraryInflate<T>(work: () => Promise<T>): Promise<T> {
  running += 1
  Object.defineProperty(globalThis, 'DecompressionStream', {
    value: unavailable,
    configurable: true,
    writable: true,
  })
  try {
    return await work()
  } finally {
    running -= 1
    if (running === 0 && platform !== undefined)
      Object.defineProperty(globalThis, 'DecompressionStream', platform)
  }
}
