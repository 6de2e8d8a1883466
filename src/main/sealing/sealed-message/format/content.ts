export type SealedAttachment = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** What lets the reader answer; inside the sealed part, so that only who opened the message has it. */
export type ReplyMeans = {
  /** 32 random bytes: an answer is authenticated with them. */
  readonly key: Uint8Array
  /** The practice's armored OpenPGP certificate. */
  readonly certificate: string
  /** Where the answer goes by mail. */
  readonly address: string
}

/** Everything that a sealed message says. */
export type SealedContent = {
  /** Message-ID of the mail that carries it, with angle brackets. */
  readonly messageId: string
  readonly subject: string
  /** RFC 3339, UTC. */
  readonly sentAt: string
  readonly fromName: string
  readonly language: 'en' | 'es'
  readonly text: string
  /** The same with formatting; the reader builds it anew from a short list of elements. */
  readonly html?: string
  readonly attachments: readonly SealedAttachment[]
  /** Absent: the message can't be answered from its page. */
  readonly reply?: ReplyMeans
}
