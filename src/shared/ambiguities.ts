/**
 * What a message may hold on which mail programs differ, so that one shows this and another that. Each is a reason to
 * say so, none a reason to hide the mail. Those that begin with `from-` or `header-` leave in doubt who sent it.
 */
export const ambiguities = [
  'from-missing',
  'from-several-fields',
  'from-several-addresses',
  'from-malformed',
  'from-name-is-address',
  'from-differs-inside',
  'header-malformed-line',
  'header-bare-cr',
  'header-nul',
  'sender-several',
  'reply-to-several-fields',
  'reply-to-malformed',
  'to-several-fields',
  'to-malformed',
  'cc-several-fields',
  'cc-malformed',
  'subject-several',
  'date-several',
  'date-unreadable',
  'message-id-several',
  'hidden-characters',
  'content-type-several',
  'content-type-malformed',
  'transfer-encoding-several',
  'transfer-encoding-unknown',
  'disposition-several',
  'parameter-several',
  'boundary-missing',
  'boundary-reused',
  'boundary-prefix',
  'boundary-not-closed',
  'parts-encoded',
  'parts-after-end',
  'fields-differ-inside',
  'signed-at-another-time',
  'signed-for-others',
] as const
export type Ambiguity = (typeof ambiguities)[number]

/** Programs may differ on the sender: nothing then proves or vouches for one. */
export function isSenderAmbiguous(found: readonly Ambiguity[]): boolean {
  return found.some((one) => one.startsWith('from-') || one.startsWith('header-'))
}
