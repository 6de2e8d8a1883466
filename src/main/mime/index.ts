export { endsBeforeCut, textOfBeginning } from './beginning.ts'
export { type Address, type AddressList, parseAddressList } from './addresses.ts'
export { readAutocrypt } from './autocrypt.ts'
export { readCard } from './cards/read-card.ts'
export {
  type Attachment,
  type Content,
  type InlineImage,
  inlineImageUri,
  partBytes,
  rawPart,
  readContent,
  snippetOf,
} from './content.ts'
export { type DeliveryReport, readDeliveryReport, type ReportedRecipient } from './delivery-report.ts'
export { findAmbiguities } from './ambiguities.ts'
export { type Envelope, type ListUnsubscribe, readEnvelope } from './envelope.ts'
export { type FileNameFlag, type SafeFileName, sanitizeFileName } from './file-name.ts'
export {
  type AuthenticationResults,
  type MethodResult,
  readAuthenticationResults,
  type Verdict,
} from './authentication-results.ts'
export { buildEntity, type OutgoingAttachment, type OutgoingBody } from './build/entity.ts'
export {
  buildInner,
  buildOuter,
  type InnerMessage,
  type MessageFields,
  type OuterFields,
} from './build/message.ts'
export { newMessageId } from './build/header-field.ts'
export { type ProtectedField, type ProtectedHeaders, readProtectedHeaders } from './protected-headers.ts'
export { type AddressProblem, isValidAddress, parseRecipientInput } from './recipient-input.ts'
export { decodeText, decodeUnlabelled } from './charset.ts'
export { readDeliveredTo } from './delivered-to.ts'
export { displayText } from './header-fields.ts'
export { readHeaderOnly } from './header-only.ts'
export { decryptedSource } from './decrypted-source.ts'
export { type EmlxMessage, readEmlx } from './emlx.ts'
export {
  identityOf,
  type MailboxNotes,
  noNotes,
  readMailboxNotes,
  withMailLineEnds,
} from './mailbox-notes.ts'
export { decodeModifiedUtf7 } from './modified-utf7.ts'
export { mboxEntry } from './mbox.ts'
export { createMboxSplitter, type MboxMessage } from './mbox-split.ts'
export { escapeHtml } from './html-escape.ts'
export { htmlToText } from './html-to-text.ts'
export { parseHtml } from './html-tree.ts'
export { createMessageReader, type MessageReader, type PackedReading } from './isolated/message-reader.ts'
export type { PlainReading } from './isolated/read-plain.ts'
export { serveReads } from './isolated/serve-reads.ts'
export { startBoundedWorker } from './isolated/bounded-worker.ts'
export { mailWorkerStarter } from './isolated/start-worker.ts'
export { isMail } from './is-mail.ts'
export { limits } from './limits.ts'
export { type PackedBytes, packBytes, type PackedPiece, pieceBytes, unpackPiece } from './packed-bytes.ts'
export { parseMessage } from './parse.ts'
export {
  type DisplayOptions,
  type MailLink,
  type SanitizedMail,
  sanitizeFragment,
  sanitizeHtml,
  type SanitizeOptions,
  type Scheme,
  textToHtml,
} from './sanitize/index.ts'
export { paletteOf } from './sanitize/palette.ts'
export { type QuoteSplit, splitQuote } from './split-quote.ts'
export {
  type ByteRange,
  type ContentType,
  type Disposition,
  type HeaderField,
  type MessagePart,
  type MessageTree,
  partAt,
  type PartDefect,
  type TransferEncoding,
} from './tree.ts'
export { readZipNames } from './zip-names.ts'
