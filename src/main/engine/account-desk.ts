import type { Account, AccountChange, AccountDetails } from '../../shared/contract/index.ts'
import type { AccountId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  checkConnection,
  mailCredentials,
  mostAccounts,
  shownAccount,
  type ConnectionCheck,
} from '../accounts/index.ts'
import type { AuditLog } from '../audit/index.ts'
import { isValidAddress } from '../mime/index.ts'
import { prepareOwnKey, readPractice, savePractice, storeOwnKey } from '../practice/index.ts'
import {
  addAccount,
  findAccount,
  findAccountByAddress,
  findAccountKey,
  listAccounts,
  setDefaultAccount,
  setSizeLimit,
  type NewOwnKey,
  type Store,
  type Tx,
} from '../store/index.ts'
import { createAccountChanging, type AccountChangingDeps } from './account-change.ts'
import { createAccountRemoval, type AccountRemoval } from './account-removal.ts'
import { recordOf } from './account-repository.ts'
import { createSignIns, type SignInDeps, type SignIns } from './sign-ins.ts'

export interface AccountDeskDeps
  extends SignInDeps, Pick<AccountChangingDeps, 'credentials' | 'whileStopped' | 'onChanged'> {
  readonly store: Store
  readonly audit: AuditLog
}

/** Setting up the practice's mail accounts, changing them later, and taking them away. */
export interface AccountDesk {
  /** The default first: a new message leaves from it. */
  list(): Account[]
  readonly signIns: Pick<SignIns, 'signIn' | 'cancel'>
  check(details: AccountDetails): Promise<Result<ConnectionCheck>>
  /**
   * Checks once more, then stores the account and makes its own key, in one commit. One that was set up before goes on
   * with the key that it had. Errors: `account/exists`, `account/too-many`, as of the checks.
   */
  add(details: AccountDetails): Promise<Result<Account>>
  /** As `check`, for an account that is set up. Errors: `account/absent`, `account/sign-in-needed`, `login/expired`. */
  checkChange(change: AccountChange): Promise<Result<ConnectionCheck>>
  /** Checks once more, then stores the new details in one commit and goes on with them. Errors: as of the checks. */
  update(change: AccountChange): Promise<Result<Account>>
  /** New messages leave from it from now on. Error: `account/absent`. */
  makeDefault(id: AccountId): Result<void>
  readonly removal: AccountRemoval
  /** Ends a sign-in under way and drops the tokens of those that no account was made of. */
  forget(): void
}

export function createAccountDesk(deps: AccountDeskDeps): AccountDesk {
  const { store, audit, clock } = deps
  const signIns = createSignIns(deps)

  async function check(details: AccountDetails): Promise<Result<ConnectionCheck>> {
    const credentials = signIns.credentialsOf(details)
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

  function makeKey(tx: Tx, key: NewOwnKey): Result<unknown> {
    storeOwnKey(tx, key)
    return audit.append(tx, { type: 'own-key.made', fingerprint: key.fingerprint })
  }

  const changing = createAccountChanging({ ...deps, signIns })

  return {
    list: () => listAccounts(store).map((row) => shownAccount(recordOf(row))),

    signIns,

    check,

    add: async (details) => {
      if (findAccountByAddress(store, details.address.toLowerCase()) !== null) {
        return fail('account/exists', { address: details.address })
      }
      if (listAccounts(store).length >= mostAccounts) {
        return fail('account/too-many', { limit: mostAccounts })
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
      const credentials = signIns.credentialsOf(details)
      if (!credentials.ok) {
        return credentials
      }
      const now = clock()
      // Its own: a key that named several accounts would tell the correspondents of one of the others.
      const isKnown = findAccountKey(store, details.address) !== null
      const key = isKnown ? null : await prepareOwnKey(details.address, now)
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
        const made = key === null ? ok(undefined) : makeKey(tx, key)
        if (!made.ok) {
          return made
        }
        const row = findAccount(tx, id)
        return row === null ? fail('account/absent') : ok(shownAccount(recordOf(row)))
      })
      if (added.ok && details.signIn.kind === 'oauth') {
        // They are in the store now, and nowhere else.
        signIns.finished.delete(details.signIn.signInId)
      }
      return added
    },

    checkChange: changing.check,
    update: changing.update,

    makeDefault: (id) =>
      store.transaction((tx) => {
        const [present] = listAccounts(tx)
        if (findAccount(tx, id) === null) {
          return fail('account/absent')
        }
        if (present?.id === id) {
          return ok(undefined)
        }
        const recorded = audit.append(tx, {
          ...{ type: 'account.made-default', account: id },
          replaces: present?.id ?? null,
        })
        if (!recorded.ok) {
          return recorded
        }
        setDefaultAccount(tx, id, clock().getTime())
        return ok(undefined)
      }),

    removal: createAccountRemoval(deps),

    forget: signIns.forget,
  }
}
