import type { AccountRepository, CredentialSource } from '../accounts/index.ts'
import type { Submit, SubmitOutcome } from '../outbound/index.ts'
import { submit, type SubmissionOutcome, type TlsPolicy } from '../transport/index.ts'

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
  return async (accountId, message, beforeData) => {
    const account = accounts.find(accountId)
    if (account === null) {
      return { kind: 'deferred', error: { code: 'account/absent' } }
    }
    const { smtp } = account.settings
    let login = await credentials.forAccount(accountId)
    if (!login.ok) {
      return { kind: 'deferred', error: login.error }
    }
    let submitted = await submit(message, smtp, login.value, tlsPolicy(), { beforeData })
    if (!submitted.ok && submitted.error.code === 'login/expired') {
      // The provider may end a token before its time: one renewal, and nothing has left before the login.
      login = await credentials.renewed(accountId)
      if (!login.ok) {
        return { kind: 'deferred', error: login.error }
      }
      submitted = await submit(message, smtp, login.value, tlsPolicy(), { beforeData })
    }
    if (!submitted.ok) {
      return { kind: finalCodes.has(submitted.error.code) ? 'refused' : 'deferred', error: submitted.error }
    }
    return outcomeOf(submitted.value)
  }
}

/**
 * While nobody was accepted, one temporary refusal makes the whole message wait. Once somebody was, the others can't
 * be tried again with the same bytes: it would reach the first ones twice. They count as refused, for the person.
 */
export function outcomeOf(outcome: SubmissionOutcome): SubmitOutcome {
  if (outcome.kind === 'unknown') {
    return { kind: 'unknown' }
  }
  const states = outcome.recipients.map(({ state }) => state)
  if (!states.includes('accepted') && states.includes('deferred')) {
    return { kind: 'deferred', error: { code: 'smtp/deferred' } }
  }
  return {
    kind: 'answered',
    tls: outcome.tls,
    recipients: outcome.recipients.map(({ address, state }) => ({
      address,
      outcome: state === 'accepted' ? ('accepted' as const) : ('refused' as const),
      code: state === 'accepted' ? null : codes[state],
    })),
  }
}

const codes = { deferred: 'smtp/deferred', refused: 'smtp/recipient-refused' } as const
