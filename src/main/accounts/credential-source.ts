import type { AccountId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  refreshTokens,
  type MailCredentials,
  type Now,
  type OAuthTokens,
  type TlsPolicy,
} from '../transport/index.ts'
import type { AccountRecord, AccountRepository, StoredCredentials, UsableCredentials } from './account.ts'
import type { ProviderPresets } from './presets.ts'

export type CredentialSource = {
  /**
   * What opens the account's mailbox now; an access token that has run out is renewed and stored first.
   *
   * @returns `account/absent`; `login/expired` when the person has to sign in again; what the provider's token
   *   endpoint answers; what the repository gives when the new token can't be kept
   */
  readonly forAccount: (id: AccountId) => Promise<Result<MailCredentials>>
  /** As `forAccount`, for a host that has just refused the token at hand (`login/expired`) before its time. */
  readonly renewed: (id: AccountId) => Promise<Result<MailCredentials>>
}

export type CredentialDependencies = {
  readonly accounts: AccountRepository
  readonly presets: ProviderPresets
  readonly policy: () => TlsPolicy
  readonly now: Now
}

/** Hands out credentials, with one renewal at a time for each account: some providers end a refresh token at its use. */
export function createCredentialSource(dependencies: CredentialDependencies): CredentialSource {
  const renewals = new Map<AccountId, Promise<Result<MailCredentials>>>()
  const renewOnce = (id: AccountId): Promise<Result<MailCredentials>> => {
    const running = renewals.get(id)
    if (running !== undefined) return running
    const renewal = renew(id, dependencies).finally(() => renewals.delete(id))
    renewals.set(id, renewal)
    return renewal
  }
  return {
    forAccount: async (id) => {
      const account = dependencies.accounts.find(id)
      if (account === null) return fail('account/absent')
      const { credentials } = account
      const hasRunOut =
        credentials.kind === 'oauth' &&
        credentials.expiresAt !== null &&
        dependencies.now() >= credentials.expiresAt
      return hasRunOut ? renewOnce(id) : loginOf(account)
    },
    renewed: renewOnce,
  }
}

async function renew(
  id: AccountId,
  { accounts, presets, policy, now }: CredentialDependencies,
): Promise<Result<MailCredentials>> {
  const account = accounts.find(id)
  if (account === null) return fail('account/absent')
  const { credentials, settings } = account
  if (credentials.kind !== 'oauth' || credentials.refreshToken === null) return fail('login/expired')
  const provider = presets.oauthOf(settings.providerId)
  if (!provider.ok) return provider
  const tokens = await refreshTokens(provider.value, credentials.refreshToken, { policy: policy(), now })
  if (!tokens.ok) return tokens
  const renewed = credentialsOf(tokens.value, credentials.refreshToken)
  const kept = accounts.replaceTokens(id, credentials.refreshToken, renewed)
  // A provider may have ended the old refresh token: a new one that isn't kept is not to be relied on.
  if (!kept.ok) return kept
  const present = accounts.find(id)
  return present === null ? fail('account/absent') : loginOf(present)
}

function loginOf({ settings, credentials }: AccountRecord): Result<MailCredentials> {
  return credentials.kind === 'absent'
    ? fail('login/expired')
    : ok(mailCredentials(settings.userName, credentials))
}

/** Stored credentials as a mail host takes them. */
export function mailCredentials(user: string, credentials: UsableCredentials): MailCredentials {
  return credentials.kind === 'password'
    ? { kind: 'password', user, password: credentials.password }
    : { kind: 'oauth', user, accessToken: credentials.accessToken }
}

/** Tokens as the store keeps them. `previousRefreshToken` stays when the provider gave no new one. */
export function credentialsOf(
  tokens: OAuthTokens,
  previousRefreshToken: string | null = null,
): Extract<StoredCredentials, { kind: 'oauth' }> {
  return {
    kind: 'oauth',
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? previousRefreshToken,
    expiresAt: tokens.expiresAt,
  }
}
