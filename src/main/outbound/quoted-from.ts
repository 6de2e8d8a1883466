import { findMessage, type DraftRow, type Reader } from '../store/index.ts'

/**
 * Whom an answer's quoted part came from or went to, as the answered message says. Nobody for a forward, and where
 * that message is gone: then what is quoted is asked about as the rest is.
 */
export function quotedFromOf(
  reader: Reader,
  { kind, inReplyTo }: Pick<DraftRow, 'kind' | 'inReplyTo'>,
): string[] {
  const answered = kind === 'reply' && inReplyTo !== null ? findMessage(reader, inReplyTo) : null
  if (answered === null) {
    return []
  }
  // Reply-To says where an answer is wanted, not who has read what it quotes.
  const { from, to, cc } = answered.envelope
  return [...from, ...to, ...cc].map(({ address }) => address.trim().toLowerCase())
}
