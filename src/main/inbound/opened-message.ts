import type { Protection } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import type { LearnedFromMail } from '../directory/index.ts'
import type { Content, Envelope, MessageTree } from '../mime/index.ts'
import type { RecipientKey, SmimeIdentity, Trust } from '../sealing/index.ts'

/** A sender's certificate that the practice accepted. */
export interface KnownCertificate {
  readonly armored: string
  /** Upper-case hexadecimal. */
  readonly fingerprint: string
  readonly isVerified: boolean
}

/** What the practice knows that opening needs. */
export interface OpeningKnowledge {
  /** Armored secret keys, newest first. */
  readonly secretKeys: readonly string[]
  readonly ownCertificates: readonly string[]
  readonly ownAddresses: readonly string[]
  certificatesOf(address: string): readonly KnownCertificate[]
  nameOf(address: string): string | null
  /** The key inside one of our sealed messages, and whose passphrase opened it. */
  replyKeyOf(messageId: string): {
    readonly key: Uint8Array
    readonly patientName: string | null
    readonly contactId: ContactId | null
    /** The message that carried the key: its true subject, and the Message-ID of our copy in Sent, in brackets. */
    readonly sent: { readonly subject: string; readonly ownCopyId: string | null } | null
  } | null
  /** The message that a number typed on the reply page names, where it was sent to this address; the newest such. */
  messageReferredTo(reference: string, sender: string): ReferredMessage | null
  readonly now: Date
  readonly smime: SmimeKnown
}

/** A message of ours that an answer from the reply page names. */
export interface ReferredMessage {
  /** Of the copy that carried the number, in brackets. */
  readonly messageId: string
  readonly patientName: string | null
  readonly sent: { readonly subject: string; readonly ownCopyId: string | null } | null
}

/** A message as it is shown, indexed, answered and searched: decided once, here. */
export interface OpenedMessage {
  readonly envelope: Envelope
  /** As received: where the host's own header fields stand. */
  readonly outer: MessageTree
  /** The tree whose parts `content` names: the decrypted one where the root was encrypted. */
  readonly tree: MessageTree
  readonly content: Content
  readonly protection: Protection
  /** Text and files of a sealed answer; they stand in the place of the content. */
  readonly answer: {
    readonly text: string
    readonly attachments: readonly AnswerFile[]
    /** Whose page it was sealed in, where the passphrase was known there. */
    readonly fromPageOf: ContactId | null
  } | null
  readonly wasEncrypted: boolean
  /** Whom an encrypted message names as its readers, also one that can't be read here; of any other none. */
  readonly recipients: readonly RecipientKey[]
  /** A certificate that came with a good S/MIME signature. */
  readonly learned: LearnedFromMail | null
}

export interface AnswerFile {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** What the practice knows that opening S/MIME needs. */
export interface SmimeKnown {
  /** The practice's own, the latest imported first. */
  readonly identities: readonly (SmimeIdentity & { readonly fingerprint: string })[]
  readonly trust: Trust
  /** What the practice accepted for an address. */
  acceptedOf(address: string): readonly { readonly pem: string; readonly fingerprint: string }[]
}
