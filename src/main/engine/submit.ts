import type { ErrorCode } from '../../shared/errors/index.ts'
import { refusalCode } from '../../shared/refusal-code.ts'
import type { AccountRepository, CredentialSource } from '../accounts/index.ts'
import type { Submit, SubmitOutcome } from '../outbound/index.ts'
import { submit, type RecipientOutcome, type SubmissionOutcome, type TlsPolicy } from '../transport/index.ts'

export interface SubmitDeps {
  readonly accounts: Pick<AccountRepository, 'find'>
  readonly credentials: CredentialSource
  readonly tlsPolicy: () => TlsPolicy
}

/** Failures after which the same bytes can never be taken. */
const finalCodes: ReadonlySet<string> = new Set([
  'smtp/too-large',
  'smtp/refused',
  'smtp/sender-refused',
  'mime/bad-address',
])

/** Outbound's way to the mail host: the account's server and credentials with the transport room. */
export function createSubmit({ accounts, credentials, tlsPolicy }: SubmitDeps): Submit {
  return async (accountId, message, attempt, beforeData) => {
    const account = accounts.find(accountId)
    if (account === null) {
      return { kind: 'deferred', error: { code: 'account/absent' } }
    }
    const { smtp } = account.settings
    const host = `${smtp.host}:${String(smtp.port)}`
    const options = {
      ...attempt,
      beforeData: (tls: string) => {
        beforeData({ host, tls })
      },
    }
    let login = await credentials.forAccount(accountId)
    if (!login.ok) {
      return { kind: 'deferred', error: login.error }
    }
    let submitted = await submit(message, smtp, login.value, tlsPolicy(), options)
    if (!submitted.ok && submitted.error.code === 'login/expired') {
      // The provider may end a token before its time: one renewal, and nothing has left before the login.
      login = await credentials.renewed(accountId)
      if (!login.ok) {
        return { kind: 'deferred', error: login.error }
      }
      submitted = await submit(message, smtp, login.value, tlsPolicy(), options)
    }
    if (!submitted.ok) {
      return { kind: finalCodes.has(submitted.error.code) ? 'refused' : 'deferred', error: submitted.error }
    }
    return outcomeOf(submitted.value)
  }
}

/** Each recipient for itself: who was asked to wait is tried again alone, so that nobody gets it twice. */
export function outcomeOf(outcome: SubmissionOutcome): SubmitOutcome {
  if (outcome.kind === 'unknown') {
    return { kind: 'unknown' }
  }
  return {
    kind: 'answered',
    tls: outcome.tls,
    recipients: outcome.recipients.map((recipient) => ({
      address: recipient.address,
      outcome: recipient.state,
      code: codeOf(recipient),
    })),
  }
}

function codeOf(recipient: RecipientOutcome): ErrorCode | null {
  switch (recipient.state) {
    case 'accepted':
      return null
    case 'deferred':
      return 'smtp/deferred'
    case 'refused':
      return refusalCode(recipient.reply)
  }
}
