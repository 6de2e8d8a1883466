import {
  lookUpRevocations,
  readTrustAnchors,
  type CheckedList,
  type RevocationLookup,
  type Trust,
  type TrustAnchors,
} from '../sealing/index.ts'

export interface MailTrustDeps {
  /** PEM, one root each: the system's. */
  readonly systemRoots: () => readonly string[]
  /** PEM: what the practice added. Asked each time, since it may have changed. */
  readonly extraRoots: () => readonly string[]
  /** The revocation lists that somebody imported, by ids that are never given twice. */
  readonly listIds: () => readonly number[]
  readonly readList: (id: number) => CheckedList | null
  readonly clock: () => Date
}

/**
 * What S/MIME certificates are judged by: the system's roots and the practice's, and imported revocation lists, at
 * this moment. All are read when a certificate is judged for the first time, and again when they have changed: a
 * practice without S/MIME never waits for it.
 */
export function createMailTrust(deps: MailTrustDeps): () => Trust {
  let roots: { readonly key: string; readonly anchors: TrustAnchors } | null = null
  let lists: { readonly key: string; readonly lookUp: RevocationLookup } | null = null

  function anchors(): TrustAnchors {
    const extra = deps.extraRoots()
    const key = extra.join('\n')
    if (roots?.key !== key) {
      // Some systems list each root several times.
      roots = { key, anchors: readTrustAnchors([...new Set([...deps.systemRoots(), ...extra])]) }
    }
    return roots.anchors
  }

  function revocations(): RevocationLookup {
    const ids = deps.listIds()
    const key = ids.join(' ')
    if (lists?.key !== key) {
      lists = { key, lookUp: lookUpRevocations(ids.flatMap((id) => deps.readList(id) ?? [])) }
    }
    return lists.lookUp
  }

  return () => ({
    get anchors() {
      return anchors()
    },
    get revocations() {
      return revocations()
    },
    now: deps.clock(),
  })
}
