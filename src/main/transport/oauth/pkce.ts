import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** RFC 7636: the verifier stays here, the challenge goes with the authorization request. */
export function makePkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomToken()
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** 256 random bits in 43 URL-safe characters: a verifier or a state. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares a state from outside with ours, in a time that doesn't depend on where they differ. */
export function isSameToken(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
