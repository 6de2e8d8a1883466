import type { AccountDetails } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isValidAddress } from '../mime/index.ts'
import type { MailCredentials, TlsPolicy } from '../transport/index.ts'
import type { AccountRecord, AccountRepository, StoredCredentials } from './account.ts'
import { checkConnection, type ConnectionCheck } from './connection-check.ts'
import { credentialsOf } from './credential-source.ts'
import type { SignIns } from './sign-ins.ts'

export type AccountSetup = {
  /** `account/bad-address`, `login/expired` for a forgotten browser sign-in; else one outcome per server. */
  readonly check: (details: AccountDetails) => Promise<Result<ConnectionCheck>>
  /**
   * Checks both servers and stores the account. Nothing is stored unless both are right.
   *
   * @returns the failures of `check`, the first server's failure, or `account/exists`
   */
  readonly add: (
    details: AccountDetails,
  ) => Promise<Result<{ readonly account: AccountRecord; readonly maxSizeBytes: number | null }>>
}

export type AccountSetupDependencies = {
  readonly accounts: AccountRepository
  readonly signIns: SignIns
  readonly policy: () => TlsPolicy
}

/** The last step of the account form. */
export function createAccountSetup({ accounts, signIns, policy }: AccountSetupDependencies): AccountSetup {
  const check: AccountSetup['check'] = async (details) => {
    if (!isValidAddress(details.address)) return fail('account/bad-address', { address: details.address })
    const credentials = mailCredentialsOf(details, signIns)
    if (!credentials.ok) return credentials
    const settings = { imap: details.imap, smtp: details.smtp, credentials: credentials.value }
    return ok(await checkConnection(settings, policy()))
  }
  return {
    check,
    add: async (details) => {
      if (accounts.findByAddress(details.address) !== null) return fail('account/exists')
      const checked = await check(details)
      if (!checked.ok) return checked
      const { imap, smtp } = checked.value
      if (!imap.ok) return imap
      if (!smtp.ok) return smtp
      const credentials = storedCredentialsOf(details, signIns)
      if (!credentials.ok) return credentials
      const { name, address, providerId, userName } = details
      const account = accounts.add({
        name,
        address,
        settings: { providerId, userName, imap: details.imap, smtp: details.smtp },
        credentials: credentials.value,
      })
      signIns.clear()
      return ok({ account, maxSizeBytes: smtp.value.maxSizeBytes })
    },
  }
}

function storedCredentialsOf({ signIn }: AccountDetails, signIns: SignIns): Result<StoredCredentials> {
  if (signIn.kind === 'password') return ok({ kind: 'password', password: signIn.password })
  const tokens = signIns.tokensOf(signIn.signInId)
  return tokens.ok ? ok(credentialsOf(tokens.value)) : tokens
}

function mailCredentialsOf(details: AccountDetails, signIns: SignIns): Result<MailCredentials> {
  const { signIn, userName } = details
  if (signIn.kind === 'password') return ok({ kind: 'password', user: userName, password: signIn.password })
  const tokens = signIns.tokensOf(signIn.signInId)
  return tokens.ok ? ok({ kind: 'oauth', user: userName, accessToken: tokens.value.accessToken }) : tokens
}
