import type { Result } from '../../../shared/result.ts'
import type { AccountRecord, CredentialSource } from '../../accounts/index.ts'
import { connectImap, type ConnectOptions, type ImapSession, type TlsPolicy } from '../../transport/index.ts'

export interface ConnectDeps {
  readonly account: AccountRecord
  readonly credentials: CredentialSource
  readonly tlsPolicy: () => TlsPolicy
}

/** Signs in at the account's IMAP server; a token that the host has ended before its time is renewed once. */
export async function connectAccount(
  { account, credentials, tlsPolicy }: ConnectDeps,
  options: ConnectOptions = {},
): Promise<Result<ImapSession>> {
  const { imap } = account.settings
  const login = await credentials.forAccount(account.id)
  if (!login.ok) {
    return login
  }
  const session = await connectImap(imap, login.value, tlsPolicy(), options)
  if (session.ok || session.error.code !== 'login/expired') {
    return session
  }
  const renewed = await credentials.renewed(account.id)
  return renewed.ok ? connectImap(imap, renewed.value, tlsPolicy(), options) : renewed
}
