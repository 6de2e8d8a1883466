import {
  nobleAead,
  subtleAead,
  type Aead,
  type SubtleCryptoLike,
} from '../../../src/main/sealing/sealed-message/format/aead.ts'
import { fail, ok, type Result } from '../../../src/shared/result.ts'
import { breathe } from './dom.ts'

const mark = /-----BEGIN SEALED MESSAGE-----([^-]*)(-----END SEALED MESSAGE-----)?/
const sliceCharacters = 400_000

/** The container from the page, decoded in slices so that a large one doesn't hold the page up. */
export async function readContainer(text: string): Promise<Result<Uint8Array>> {
  const found = mark.exec(text)
  if (!found) return fail('sealed/not-a-container')
  if (!found[2]) return fail('sealed/truncated')
  const base64 = found[1] ?? ''
  const parts: Uint8Array[] = []
  let rest = ''
  for (let at = 0; at < base64.length; at += sliceCharacters) {
    const clean = rest + base64.slice(at, at + sliceCharacters).replace(/\s+/g, '')
    const whole = clean.length - (clean.length % 4)
    rest = clean.slice(whole)
    const part = decode(clean.slice(0, whole))
    if (part === null) return fail('sealed/damaged')
    parts.push(part)
    await breathe()
  }
  if (rest !== '') return fail('sealed/damaged')
  const container = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    container.set(part, at)
    at += part.length
  }
  return ok(container)
}

function decode(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** True where this browser has Web Cryptography; some lack it on pages opened from a file. */
export function hasSubtle(): boolean {
  return (globalThis as { crypto?: { subtle?: unknown } }).crypto?.subtle !== undefined
}

/** The platform's cipher, or the one in plain JavaScript with pauses in which the page can paint. */
export function pageAead(): Aead {
  if (hasSubtle()) return subtleAead(crypto.subtle as unknown as SubtleCryptoLike)
  let pausedAt = performance.now()
  return {
    ...nobleAead,
    open: async (...parts) => {
      if (performance.now() - pausedAt > 12) {
        await breathe()
        pausedAt = performance.now()
      }
      return nobleAead.open(...parts)
    },
  }
}
