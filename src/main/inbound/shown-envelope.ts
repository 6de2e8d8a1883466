import { isSenderAmbiguous, type Ambiguity } from '../../shared/ambiguities.ts'
import type { Envelope, ProtectedField, ProtectedHeaders } from '../mime/index.ts'
import { longestWaitBeforeLeavingMs } from './limits.ts'

/** The one address that a signature can be shown for: none where mail programs may differ on who it is. */
export function oneSender(envelope: Envelope): string | null {
  const [first, ...others] = envelope.from
  const isNone = first === undefined || others.length > 0 || isSenderAmbiguous(envelope.ambiguous)
  return isNone ? null : first.address.toLowerCase()
}

/**
 * What the sender protected stands in the place of what stood outside (RFC 9788), but for a From that differs: the
 * host judged the outer one, and showing the other would lend it that judgement.
 */
export function shownEnvelope(outer: Envelope, headers: ProtectedHeaders | null): Envelope {
  if (headers === null) {
    return outer
  }
  const { ambiguous } = withDifferences(outer, headers)
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
    ambiguous: [...new Set([...ambiguous, ...ambiguousInside(headers.envelope)])],
  }
}

/** Relays and hosts replace what names a message, and nobody is shown it. */
const silentFields: readonly ProtectedField[] = ['Message-ID', 'In-Reply-To', 'References']

/** The outer envelope, and that what stands outside isn't what was put there (RFC 9788, section 4.4). */
export function withDifferences(outer: Envelope, headers: ProtectedHeaders | null): Envelope {
  const others =
    headers?.mismatched.some((field) => field !== 'From' && !silentFields.includes(field)) === true
  const found: readonly (readonly [Ambiguity, boolean])[] = [
    ['from-differs-inside', headers?.isFromMismatched === true],
    ['fields-differ-inside', others],
  ]
  const differences = found.flatMap(([ambiguity, isFound]) => (isFound ? [ambiguity] : []))
  return { ...outer, ambiguous: [...outer.ambiguous, ...differences] }
}

/**
 * A signature says nothing of a date that stands outside it: whoever has an old message can send it again under today's.
 *
 * @param signedAt the signer's own word, of a good signature
 */
export function withSigningTime(envelope: Envelope, signedAt: Date | null): Envelope {
  const isOther =
    signedAt !== null &&
    envelope.date !== null &&
    Math.abs(Date.parse(envelope.date) - signedAt.getTime()) > longestWaitBeforeLeavingMs
  return isOther ? { ...envelope, ambiguous: [...envelope.ambiguous, 'signed-at-another-time'] } : envelope
}

/** A good signature over a message that was made for others than us. */
export function withForOthers(envelope: Envelope): Envelope {
  return { ...envelope, ambiguous: [...envelope.ambiguous, 'signed-for-others'] }
}

/** A payload needs no From of its own. */
function ambiguousInside({ from, ambiguous }: Envelope): readonly Ambiguity[] {
  return from.length === 0 ? ambiguous.filter((one) => one !== 'from-missing') : ambiguous
}

/** A prefix as mail programs put it before the subject of an answer: "Re:", "RE[2]:", "AW:", "RV:". */
const answerPrefix = /^\s*\p{L}{1,4}(\[\d+\])?\s*:/u

/**
 * Of a sealed answer from someone who knew the passphrase. Outside it stands under the neutral subject of what it
 * answers, or under none, and a mail written anew names no message: what we sent says both. A subject that the
 * person wrote stays.
 *
 * @param boundTo Message-ID of the copy that was answered, with angle brackets, as the other
 */
export function answeringEnvelope(
  outer: Envelope,
  boundTo: string,
  sent: { readonly subject: string; readonly ownCopyId: string | null },
): Envelope {
  const isNeutral = outer.subject.trim() === '' || answerPrefix.test(outer.subject)
  const subject = sent.subject.replace(/^(\s*re\s*:)+\s*/i, '')
  return {
    ...outer,
    subject: isNeutral && subject !== '' ? `Re: ${subject}` : outer.subject,
    inReplyTo: outer.inReplyTo ?? boundTo,
    references: [...outer.references, boundTo, ...(sent.ownCopyId === null ? [] : [sent.ownCopyId])],
  }
}
