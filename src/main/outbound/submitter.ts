import type { AccountId } from '../../shared/ids.ts'
import type { Failure } from '../../shared/result.ts'
import type { SealedMessage } from '../sealing/index.ts'

/** How one attempt ended. What may be tried again and what may not is decided by the kind alone. */
export type SubmitOutcome =
  /** The host answered for each recipient: taken, refused for good, or to be tried again. */
  | {
      readonly kind: 'answered'
      readonly recipients: readonly {
        readonly address: string
        readonly outcome: 'accepted' | 'refused' | 'deferred'
        readonly code: string | null
      }[]
      /** TLS version and cipher of the connection. */
      readonly tls: string
    }
  /** Nothing was taken over: no connection, no login, or a 4xx answer. The same bytes may be tried again. */
  | { readonly kind: 'deferred'; readonly error: Failure }
  /** The host refused the whole message for good. */
  | { readonly kind: 'refused'; readonly error: Failure }
  /** The connection ended after the data began: nobody may assume either way. */
  | { readonly kind: 'unknown' }

/** The connection over which data is about to go, for the receipt. */
export interface DataConnection {
  /** As `mail.example:465`. */
  readonly host: string
  /** TLS version and cipher suite, read from the socket: `TLSv1.3 TLS_AES_256_GCM_SHA384`. */
  readonly tls: string
}

/** To whom one attempt hands a message, and how. */
export interface Attempt {
  /** Those of its envelope who still wait for it. */
  readonly recipients: readonly string[]
  /** That every host on the way passes it on over TLS, or returns it (RFC 8689). */
  readonly requiresTls: boolean
}

/**
 * Hands one sealed message to the practice's mail host.
 * @param beforeData runs before the first byte of the data; when it throws, nothing is handed over
 */
export type Submit = (
  accountId: AccountId,
  message: SealedMessage,
  attempt: Attempt,
  beforeData: (connection: DataConnection) => void,
) => Promise<SubmitOutcome>

/** Looks for a Message-ID in Sent. `cannot-tell`: no connection, or the host isn't known to file Sent itself. */
export type FindInSent = (
  accountId: AccountId,
  messageId: string,
) => Promise<'found' | 'not-found' | 'cannot-tell'>
