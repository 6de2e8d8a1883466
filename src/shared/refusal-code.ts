import type { ErrorCode } from './errors/index.ts'

/** What a mail host said about one recipient: RFC 5321 reply code where known, RFC 3463 status such as `5.2.2`. */
export type HostAnswer = { readonly replyCode: number | null; readonly status: string | null }

/** RFC 3463 section 3, by subject and detail; the class (4 or 5) doesn't change what it is about. */
const byStatus: Readonly<Record<string, ErrorCode>> = {
  '1.1': 'smtp/mailbox-unknown',
  '1.2': 'smtp/domain-unknown',
  '1.3': 'smtp/mailbox-unknown',
  '1.6': 'smtp/mailbox-unknown',
  '1.10': 'smtp/domain-unknown',
  '2.1': 'smtp/mailbox-disabled',
  '2.2': 'smtp/mailbox-full',
  '2.3': 'smtp/recipient-too-large',
  '3.4': 'smtp/recipient-too-large',
  '4.1': 'smtp/host-unreachable',
  '4.4': 'smtp/domain-unknown',
  '4.7': 'smtp/host-unreachable',
  // RFC 8689 section 5: a host on the way can't keep the promise of REQUIRETLS.
  '7.30': 'smtp/tls-required',
}

/** Codes that speak of the address itself: nobody has it, or no host is named so. A full mailbox is another matter. */
const wrongAddressCodes: ReadonlySet<string> = new Set(['smtp/mailbox-unknown', 'smtp/domain-unknown'])

/** Whether a refusal for this reason means that the address was wrong. */
export function saysWrongAddress(code: string): boolean {
  return wrongAddressCodes.has(code)
}

/**
 * Why a host refused a recipient, as one of our codes: the window says it in our words, never in the server's.
 * `smtp/recipient-refused` where the answer doesn't say.
 */
export function refusalCode({ replyCode, status }: HostAnswer): ErrorCode {
  const [, subject, detail] = (status ?? '').split('.')
  const known = subject === undefined ? undefined : byStatus[`${subject}.${detail ?? ''}`]
  if (known !== undefined) return known
  if (subject === '7') return 'smtp/policy'
  // RFC 5321 section 4.2.3: at RCPT, 552 is about the mailbox's storage.
  return replyCode === 552 ? 'smtp/mailbox-full' : 'smtp/recipient-refused'
}
