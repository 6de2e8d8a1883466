import type { Account, AccountDetails } from '../../shared/contract/index.ts'
import type { AccountId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  accountSettingsSchema,
  checkConnection,
  credentialsOf,
  shownAccount,
  storedCredentialsSchema,
  type AccountRecord,
  type AccountRepository,
  type ConnectionCheck,
  type ProviderPresets,
  type StoredCredentials,
} from '../accounts/index.ts'
import type { AuditLog } from '../audit/index.ts'
import { isValidAddress } from '../mime/index.ts'
import { prepareOwnKey, readOwnKey, readPractice, savePractice, storeOwnKey } from '../practice/index.ts'
import {
  addAccount,
  findAccount,
  findAccountByAddress,
  listAccounts,
  saveCredentials,
  setSizeLimit,
  type AccountRow,
  type Store,
} from '../store/index.ts'
import {
  signInWithBrowser,
  type MailCredentials,
  type OAuthTokens,
  type TlsPolicy,
} from '../transport/index.ts'
import { returnPage, strayPage } from './pages/return-page.ts'

export interface AccountDeskDeps {
  readonly store: Store
  readonly audit: AuditLog
  readonly clock: () => Date
  readonly presets: ProviderPresets
  readonly tlsPolicy: () => TlsPolicy
  readonly openBrowser: (url: string) => Promise<void>
  readonly newId: () => string
}

/** Setting up the practice's mail account. */
export interface AccountDesk {
  list(): Account[]
  signIn(providerId: string, address: string): Promise<Result<string>>
  cancelSignIn(): void
  check(details: AccountDetails): Promise<Result<ConnectionCheck>>
  /** Checks once more, then stores the account and makes the practice's own key, in one commit. */
  add(details: AccountDetails): Promise<Result<Account>>
  /** Ends a sign-in under way and drops the tokens of those that no account was made of. */
  forget(): void
}

export function createAccountDesk(deps: AccountDeskDeps): AccountDesk {
  const { store, audit, clock } = deps
  const signIns = new Map<string, OAuthTokens>()
  let signingIn: AbortController | null = null
  let isForgotten = false

  function storedCredentials(details: AccountDetails): Result<StoredCredentials> {
    const { signIn } = details
    if (signIn.kind === 'password') {
      return ok({ kind: 'password', password: signIn.password })
    }
    const tokens = signIns.get(signIn.signInId)
    return tokens === undefined ? fail('login/expired') : ok(credentialsOf(tokens))
  }

  async function check(details: AccountDetails): Promise<Result<ConnectionCheck>> {
    const credentials = storedCredentials(details)
    if (!credentials.ok) {
      return credentials
    }
    if (!isValidAddress(details.address)) {
      return fail('account/bad-address', { address: details.address })
    }
    const { imap, smtp } = details
    return ok(
      await checkConnection(
        { imap, smtp, credentials: mailCredentials(details.userName, credentials.value) },
        deps.tlsPolicy(),
      ),
    )
  }

  return {
    list: () => listAccounts(store).map((row) => shownAccount(recordOf(row))),

    signIn: async (providerId, address) => {
      const provider = deps.presets.oauthOf(providerId)
      if (!provider.ok) {
        return provider
      }
      signingIn?.abort()
      signingIn = new AbortController()
      const tokens = await signInWithBrowser(
        provider.value,
        address,
        {
          openBrowser: deps.openBrowser,
          policy: deps.tlsPolicy(),
          now: () => clock().getTime(),
          returnPage: returnPage(),
          strayPage: strayPage(),
        },
        signingIn.signal,
      )
      if (!tokens.ok) {
        return tokens
      }
      if (isForgotten) {
        return fail('vault/locked')
      }
      const id = deps.newId()
      signIns.set(id, tokens.value)
      return ok(id)
    },

    cancelSignIn: () => {
      signingIn?.abort()
    },

    check,

    add: async (details) => {
      if (findAccountByAddress(store, details.address.toLowerCase()) !== null) {
        return fail('account/exists', { address: details.address })
      }
      const checked = await check(details)
      if (!checked.ok) {
        return checked
      }
      const { imap, smtp } = checked.value
      if (!imap.ok) {
        return imap
      }
      if (!smtp.ok) {
        return smtp
      }
      const credentials = storedCredentials(details)
      if (!credentials.ok) {
        return credentials
      }
      const now = clock()
      const key = readOwnKey(store) === null ? await prepareOwnKey(details.name, details.address, now) : null
      const added = store.transaction<Account>((tx) => {
        const { address, name, providerId, userName } = details
        const settings = { providerId, userName, imap: details.imap, smtp: details.smtp }
        const id = addAccount(
          tx,
          { address: address.toLowerCase(), name, settings, credentials: credentials.value },
          now.getTime(),
        )
        setSizeLimit(tx, id, smtp.value.maxSizeBytes)
        const practice = readPractice(tx)
        if (practice.clinicianName === '') {
          savePractice(tx, { ...practice, clinicianName: name, outsideName: name }, now.getTime())
          audit.renameUser(tx, name)
        }
        const recorded = audit.append(tx, { type: 'account.added', account: id, signIn: details.signIn.kind })
        if (!recorded.ok) {
          return recorded
        }
        if (key !== null) {
          storeOwnKey(tx, key)
          const made = audit.append(tx, { type: 'own-key.made', fingerprint: key.fingerprint })
          if (!made.ok) {
            return made
          }
        }
        const row = findAccount(tx, id)
        return row === null ? fail('account/absent') : ok(shownAccount(recordOf(row)))
      })
      if (added.ok && details.signIn.kind === 'oauth') {
        // They are in the store now, and nowhere else.
        signIns.delete(details.signIn.signInId)
      }
      return added
    },

    forget: () => {
      isForgotten = true
      signingIn?.abort()
      signIns.clear()
    },
  }
}

/** The accounts room's view of the store. */
export function createAccountRepository(store: Store, clock: () => Date): AccountRepository {
  return {
    list: () => listAccounts(store).map(recordOf),
    find: (id) => {
      const row = findAccount(store, id)
      return row === null ? null : recordOf(row)
    },
    saveCredentials: (id: AccountId, credentials) =>
      store.isOpen
        ? store.transaction((tx) => ok(saveCredentials(tx, id, credentials, clock().getTime())))
        : fail('vault/locked'),
  }
}

function recordOf(row: AccountRow): AccountRecord {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    settings: accountSettingsSchema.parse(row.settings),
    credentials: storedCredentialsSchema.parse(row.credentials),
  }
}

function mailCredentials(user: string, credentials: StoredCredentials): MailCredentials {
  return credentials.kind === 'password'
    ? { kind: 'password', user, password: credentials.password }
    : { kind: 'oauth', user, accessToken: credentials.accessToken }
}
