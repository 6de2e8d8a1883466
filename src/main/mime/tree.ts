/** Half-open byte range [start, end) in the raw message. */
export type ByteRange = { readonly start: number; readonly end: number }

/** One header field where it stands in the raw message, folded lines and line ends included. */
export type HeaderField = ByteRange & {
  /** As written, without the colon. */
  readonly name: string
  /** `name` in lower case. */
  readonly key: string
  /** First byte after the colon. */
  readonly valueStart: number
}

/** A Content-Type (RFC 2045, parameters by RFC 2231). Type and parameter names are in lower case. */
export type ContentType = {
  readonly mediaType: string
  readonly params: ReadonlyMap<string, string>
}

export type Disposition = {
  /** Any kind other than `inline` counts as an attachment (RFC 2183 2.8); null where the field is absent. */
  readonly kind: 'inline' | 'attachment' | null
  readonly params: ReadonlyMap<string, string>
}

export type TransferEncoding = 'identity' | 'base64' | 'quoted-printable' | 'unknown'

/** What is wrong or ambiguous in one part. Clients differ on each of these, so it is said, not guessed. */
export type PartDefect =
  | 'malformed-header-line'
  | 'header-bare-cr'
  | 'header-nul'
  | 'duplicate-content-type'
  | 'duplicate-transfer-encoding'
  | 'duplicate-disposition'
  | 'duplicate-parameter'
  | 'bad-content-type'
  | 'multipart-without-boundary'
  | 'multipart-encoded'
  | 'nested-message-encoded'
  | 'boundary-reused'
  /** One begins with another that is open: programs that compare beginnings take its lines for the other's. */
  | 'boundary-prefix'
  | 'boundary-not-closed'
  /** A delimiter after the closing one: what follows is no part here, and one in other programs. */
  | 'parts-after-end'
  | 'unknown-transfer-encoding'

/**
 * A MIME entity. `start` to `end` are its raw bytes, header and body, without the line break that belongs
 * to the boundary after it (RFC 2046 5.1.1): exactly what a multipart/signed signature covers.
 */
export type MessagePart = ByteRange & {
  /** `1` is the root, `1.2` its second child; a nested message is the only child of its message/rfc822 part. */
  readonly path: string
  readonly bodyStart: number
  readonly fields: readonly HeaderField[]
  readonly contentType: ContentType
  readonly disposition: Disposition
  readonly transferEncoding: TransferEncoding
  /** Without angle brackets. */
  readonly contentId: string | null
  readonly children: readonly MessagePart[]
  readonly defects: readonly PartDefect[]
}

/** A parsed message: plain data, so that it can cross threads. Bodies stay in `raw` until asked for. */
export type MessageTree = {
  readonly raw: Uint8Array
  readonly root: MessagePart
  /** Every part in the order of the message, root first. */
  readonly parts: readonly MessagePart[]
}

/** The part at `path`, or undefined. */
export function partAt(tree: MessageTree, path: string): MessagePart | undefined {
  return tree.parts.find((part) => part.path === path)
}

/** True for a body that holds parts (RFC 2046 5.1). */
export function isMultipart(part: MessagePart): boolean {
  return part.contentType.mediaType.startsWith('multipart/')
}

/** True for a part whose body is itself a message (RFC 2046 5.2.1, RFC 6532 3.7). */
export function isNestedMessageType(mediaType: string): boolean {
  return mediaType === 'message/rfc822' || mediaType === 'message/global'
}
