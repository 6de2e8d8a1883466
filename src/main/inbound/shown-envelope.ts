import type { Envelope, ProtectedHeaders } from '../mime/index.ts'

/** The one address that a signature can be shown for: several, or several From fields, mean none. */
export function oneSender(envelope: Envelope): string | null {
  const [first, ...others] = envelope.from
  const isAmbiguous = envelope.ambiguous.some((ambiguity) => ambiguity.startsWith('from-'))
  return first === undefined || others.length > 0 || isAmbiguous ? null : first.address.toLowerCase()
}

/**
 * What the sender protected stands in the place of what stood outside (RFC 9788), but for a From that differs: the
 * host judged the outer one, and showing the other would lend it that judgement.
 */
export function shownEnvelope(outer: Envelope, headers: ProtectedHeaders | null): Envelope {
  if (headers === null) {
    return outer
  }
  const { subject, from, to, cc, replyTo, date } = headers.envelope
  const isInnerFromShown = from.length > 0 && !headers.isFromMismatched
  return {
    ...outer,
    subject,
    to,
    cc,
    replyTo,
    from: isInnerFromShown ? from : outer.from,
    date: date ?? outer.date,
  }
}
