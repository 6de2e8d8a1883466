/**
 * - `held`: sealed and durable, may still be taken back.
 * - `queued`: due as soon as there is a connection.
 * - `attempting`: a connection for it is, or was when the program ended, open.
 * - `sent`: the host took it ("Handed to your mail host").
 * - `refused`: the host said no for good.
 * - `unknown`: the connection ended after the data began; nobody may assume either way.
 */
export const submissionStates = ['held', 'queued', 'attempting', 'sent', 'refused', 'unknown'] as const
export type SubmissionState = (typeof submissionStates)[number]

/** Every legal step; whatever isn't here is a bug and throws. */
const next: Readonly<Record<SubmissionState, readonly SubmissionState[]>> = {
  held: ['queued'],
  // Back to held: locked or quit by hand with "Keep for later".
  // To refused or sent: a person stops the tries for those who still wait.
  queued: ['attempting', 'held', 'sent', 'refused'],
  // Back to queued: deferred (4xx), or the connection failed before any data.
  attempting: ['sent', 'refused', 'unknown', 'queued'],
  // Found in Sent, or the person says that it arrived; or she decides to send the same bytes again.
  unknown: ['sent', 'queued'],
  refused: [],
  // `sendAgainWithoutTls` is the one way back, for what a host returned.
  sent: [],
}

export function isLegalStep(from: SubmissionState, to: SubmissionState): boolean {
  return next[from].includes(to)
}
