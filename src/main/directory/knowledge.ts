import type { ContactKind, ReadsMailOn } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'

/** What the practice knows of one address at this moment: everything that routing and review decide by. */
export interface RecipientKnowledge {
  /** Lower-cased, as it is compared. */
  readonly address: string
  readonly contact: KnownContact | null
  /** The usable certificate that the practice accepted, if any. */
  readonly certificate: { readonly fingerprint: string; readonly armored: string } | null
  /** The passphrase agreed with the person, if any. */
  readonly passphrase: { readonly id: number; readonly isTold: boolean } | null
  /** Was anything ever sent to or received from this address? */
  readonly isFirstTime: boolean
}

export interface KnownContact {
  readonly id: ContactId
  readonly name: string
  readonly kind: ContactKind
  readonly readsMailOn: ReadsMailOn
  /** On the list of past typing mistakes. */
  readonly isBlocked: boolean
}
