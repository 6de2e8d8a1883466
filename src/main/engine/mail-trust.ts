import { readTrustAnchors, type Trust, type TrustAnchors } from '../sealing/index.ts'

export interface MailTrustDeps {
  /** PEM, one root each: the system's. */
  readonly systemRoots: () => readonly string[]
  /** PEM: what the practice added. Asked each time, since it may have changed. */
  readonly extraRoots: () => readonly string[]
  readonly clock: () => Date
}

/**
 * What S/MIME certificates are judged by: the system's roots and the practice's, at this moment. Roots are read when
 * a certificate is judged for the first time, and again when the practice's have changed: a practice without S/MIME
 * never waits for it.
 */
export function createMailTrust({ systemRoots, extraRoots, clock }: MailTrustDeps): () => Trust {
  let read: { readonly key: string; readonly anchors: TrustAnchors } | null = null

  function anchors(): TrustAnchors {
    const extra = extraRoots()
    const key = extra.join('\n')
    if (read?.key !== key) {
      // Some systems list each root several times, and reading one takes a millisecond or more.
      read = { key, anchors: readTrustAnchors([...new Set([...systemRoots(), ...extra])]) }
    }
    return read.anchors
  }

  return () => ({
    get anchors() {
      return anchors()
    },
    now: clock(),
  })
}
