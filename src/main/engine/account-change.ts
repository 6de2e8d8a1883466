import type { Account, AccountChange } from '../../shared/contract/index.ts'
import type { AccountId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  changedDetails,
  checkConnection,
  mailCredentials,
  sendsToKnownHosts,
  shownAccount,
  toldChange,
  type AccountRecord,
  type ConnectionCheck,
  type CredentialSource,
  type UsableCredentials,
} from '../accounts/index.ts'
import type { AuditTrail } from '../audit/index.ts'
import { forgetHost } from '../inbound/index.ts'
import {
  findAccount,
  setHostFilesSent,
  setSizeLimit,
  updateAccount,
  type Store,
  type Tx,
} from '../store/index.ts'
import type { MailCredentials, TlsPolicy } from '../transport/index.ts'
import { recordOf } from './account-repository.ts'
import type { SignIns } from './sign-ins.ts'

export interface AccountChangingDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly credentials: Pick<CredentialSource, 'forAccount'>
  readonly tlsPolicy: () => TlsPolicy
  readonly signIns: Pick<SignIns, 'credentialsOf' | 'finished'>
  /** Runs the commit while nothing syncs the account, and lets sync go on with what is stored then. */
  readonly whileStopped: <T>(id: AccountId, change: () => Result<T>) => Promise<Result<T>>
  /** What waited for the account may be tried again. */
  readonly onChanged: (id: AccountId) => void
}

export interface AccountChanging {
  check(change: AccountChange): Promise<Result<ConnectionCheck>>
  update(change: AccountChange): Promise<Result<Account>>
}

/** What was given anew; null where the stored way to sign in goes on. */
type Given = { readonly credentials: UsableCredentials; readonly providerId: string } | null

interface SignIn {
  readonly login: MailCredentials
  readonly given: Given
}

export function createAccountChanging(deps: AccountChangingDeps): AccountChanging {
  const { store, audit, clock } = deps

  async function signInOf(change: AccountChange): Promise<Result<SignIn>> {
    const row = findAccount(store, change.id)
    if (row === null) {
      return fail('account/absent')
    }
    const { settings } = recordOf(row)
    if (change.signIn.kind === 'kept') {
      if (!sendsToKnownHosts(settings, change)) {
        return fail('account/sign-in-needed')
      }
      const login = await deps.credentials.forAccount(change.id)
      return login.ok ? ok({ login: { ...login.value, user: change.userName }, given: null }) : login
    }
    const { signIn, imap, smtp, userName } = change
    const credentials = deps.signIns.credentialsOf({ signIn, imap, smtp })
    if (!credentials.ok) {
      return credentials
    }
    const done = signIn.kind === 'oauth' ? deps.signIns.finished.get(signIn.signInId) : undefined
    const given = { credentials: credentials.value, providerId: done?.providerId ?? settings.providerId }
    return ok({ login: mailCredentials(userName, given.credentials), given })
  }

  async function checkWith({ imap, smtp }: AccountChange, { login }: SignIn): Promise<ConnectionCheck> {
    return checkConnection({ imap, smtp, credentials: login }, deps.tlsPolicy())
  }

  /** The change, its audit event and what it makes void, in one commit. */
  function save(change: AccountChange, given: Given, maxSizeBytes: number | null): Result<Account> {
    return store.transaction((tx) => {
      const row = findAccount(tx, change.id)
      if (row === null) {
        return fail('account/absent')
      }
      const before = recordOf(row)
      const after = changed(before, change, given)
      const fields = changedDetails(before, after)
      const now = clock().getTime()
      updateAccount(tx, change.id, after, now)
      setSizeLimit(tx, change.id, maxSizeBytes)
      forgetOldHosts(tx, before, after)
      const recorded =
        fields.length === 0
          ? ok(undefined)
          : audit.append(tx, {
              ...{ type: 'account.changed', account: change.id, fields },
              ...toldChange(before, after),
            })
      return recorded.ok ? ok(shownAccount(after)) : recorded
    })
  }

  return {
    check: async (change) => {
      const signIn = await signInOf(change)
      return signIn.ok ? ok(await checkWith(change, signIn.value)) : signIn
    },

    update: async (change) => {
      const signIn = await signInOf(change)
      if (!signIn.ok) {
        return signIn
      }
      const { imap, smtp } = await checkWith(change, signIn.value)
      if (!imap.ok) {
        return imap
      }
      if (!smtp.ok) {
        return smtp
      }
      const saved = await deps.whileStopped(change.id, () =>
        save(change, signIn.value.given, smtp.value.maxSizeBytes),
      )
      if (saved.ok) {
        if (change.signIn.kind === 'oauth') {
          // They are in the store now, and nowhere else.
          deps.signIns.finished.delete(change.signIn.signInId)
        }
        deps.onChanged(change.id)
      }
      return saved
    },
  }
}

/** Without a new sign-in what is stored at this moment stays: tokens may have been renewed during the check. */
function changed(before: AccountRecord, change: AccountChange, given: Given): AccountRecord {
  const { name, signature, userName, imap, smtp } = change
  return {
    ...before,
    name,
    signature,
    settings: { providerId: given?.providerId ?? before.settings.providerId, userName, imap, smtp },
    credentials: given?.credentials ?? before.credentials,
  }
}

/** What was learned from a host says nothing of another one. */
function forgetOldHosts(tx: Tx, { id, settings: before }: AccountRecord, { settings }: AccountRecord): void {
  const isOther = {
    imap: before.imap.host !== settings.imap.host,
    smtp: before.smtp.host !== settings.smtp.host,
  }
  if (isOther.imap) {
    forgetHost(tx, id)
  }
  if (isOther.imap || isOther.smtp) {
    setHostFilesSent(tx, id, null)
  }
}
