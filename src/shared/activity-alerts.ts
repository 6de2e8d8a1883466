/** What a review of the activity has to look at (45 CFR 164.308(a)(1)(ii)(D)), the gravest first. */
export const activityAlerts = [
  /** A record was changed after it was written. */
  'chain-broken',
  /** The store was put back to an earlier state, or written anew. */
  'put-back',
  /** The owner said that she had put it back. */
  'put-back-explained',
  /** What the keychain kept of the log was taken away: whether the store was put back can't be told. */
  'anchor-missing',
  /** The record of attempts to unlock was removed, cut or edited. */
  'attempts-missing',
  /** Three or more attempts to unlock, or to prove who one is before an unlocked screen, failed in a row. */
  'failed-unlocks',
  /** Emergency access: two of the three recovery shares opened the store. */
  'shares-used',
  'kit-used',
  /** The mail host showed other recovery data than was put there. */
  'recovery-data-differed',
  /** Mail under a legal hold was deleted at the host. */
  'held-mail-deleted',
  /** Whoever runs it sees silence, and isn't told. */
  'collector-ended',
  'collector-set',
  'clock-set-back',
  /** Between 22:00 and 06:00 by this computer's clock. */
  'opened-at-night',
  'mail-exported',
  'people-exported',
  /** More than 20 files saved, opened elsewhere or printed in a day. */
  'many-files',
] as const

export type ActivityAlert = (typeof activityAlerts)[number]
