import { isSenderAmbiguous, type Ambiguity } from '../../shared/ambiguities.ts'
import type { Envelope, ProtectedHeaders } from '../mime/index.ts'

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
    ambiguous: [...new Set([...outer.ambiguous, ...ambiguousInside(headers.envelope)])],
  }
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
