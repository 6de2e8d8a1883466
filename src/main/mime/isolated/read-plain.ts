import { readContent, type Content } from '../content.ts'
import { readDeliveryReport, type DeliveryReport } from '../delivery-report.ts'
import { readEnvelope, type Envelope } from '../envelope.ts'
import { parseMessage } from '../parse.ts'
import type { MessageTree } from '../tree.ts'

/** What a thread without keys can say of a message. */
export type PlainReading =
  /** Nothing in it is protected: this is all there is to it. */
  | {
      readonly kind: 'plain'
      readonly tree: MessageTree
      readonly envelope: Envelope
      readonly content: Content
      /** What it reports of a message of ours, as `readDeliveryReport` says. */
      readonly report: DeliveryReport | null
    }
  /** Something may have to be decrypted or verified, which is done where the keys are. */
  | { readonly kind: 'protected' }
  /** Over a limit, or it took too long or too much memory. */
  | { readonly kind: 'too-complex' }

/** Parses a message and reads its body, in linear time. Total: any bytes give one of the three. */
export function readPlain(raw: Uint8Array): PlainReading {
  const parsed = parseMessage(raw)
  if (!parsed.ok) {
    return { kind: 'too-complex' }
  }
  const tree = parsed.value
  if (tree.parts.some(({ contentType }) => isCryptoType(contentType.mediaType))) {
    return { kind: 'protected' }
  }
  const content = readContent(tree)
  if (mayHoldAnswer(content)) {
    return { kind: 'protected' }
  }
  return { kind: 'plain', tree, envelope: readEnvelope(tree), content, report: readDeliveryReport(tree) }
}

/** Generous: what is only named so is opened elsewhere, and found to be nothing. */
function isCryptoType(mediaType: string): boolean {
  return /^(?:multipart\/(?:encrypted|signed)|application\/(?:x-)?(?:pkcs7|pgp)-.*)$/.test(mediaType)
}

/** A sealed answer travels as an armored text, or as a file of its own kind. */
function mayHoldAnswer({ text, unshownText, html, attachments }: Content): boolean {
  return (
    [text, unshownText, ...(html ?? [])].some((body) => body?.includes('PGP') === true) ||
    attachments.some(({ fileName }) => fileName.toLowerCase().endsWith('.sealed'))
  )
}
