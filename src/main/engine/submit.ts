import type { AccountRepository, CredentialSource } from '../accounts/index.ts'
import type { Submit } from '../outbound/index.ts'
import { submit, type TlsPolicy } from '../transport/index.ts'

export interface SubmitDeps {
  readonly accounts: AccountRepository
  readonly credentials: CredentialSource
  readonly tlsPolicy: () => TlsPolicy
}

/** Outbound's way to the mail host: the account's server and credentials with the transport room. */
export function createSubmit({ accounts, credentials, tlsPolicy }: SubmitDeps): Submit {
  return async (accountId, message, beforeData) => {
    const account = accounts.find(accountId)
    if (account === null) {
      return { kind: 'deferred', error: { code: 'account/absent' } }
    }
    const login = await credentials.forAccount(accountId)
    if (!login.ok) {
      return { kind: 'deferred', error: login.error }
    }
    const submitted = await submit(message, account.settings.smtp, login.value, tlsPolicy(), { beforeData })
    if (!submitted.ok) {
      const { code } = submitted.error
      const isFinal =
        code === 'smtp/too-large' ||
        code === 'smtp/refused' ||
        code === 'smtp/sender-refused' ||
        code === 'mime/bad-address'
      return { kind: isFinal ? 'refused' : 'deferred', error: submitted.error }
    }
    const outcome = submitted.value
    if (outcome.kind === 'unknown') {
      return { kind: 'unknown' }
    }
    const isDeferred = outcome.recipients.every(({ state }) => state === 'deferred')
    return isDeferred
      ? { kind: 'deferred', error: { code: 'smtp/deferred' } }
      : {
          kind: 'answered',
          tls: outcome.tls,
          recipients: outcome.recipients.map(({ address, state }) => ({
            address,
            outcome: state === 'accepted' ? ('accepted' as const) : ('refused' as const),
            code:
              state === 'accepted' ? null : state === 'deferred' ? 'smtp/deferred' : 'smtp/recipient-refused',
          })),
        }
  }
}
