import type { AccountId } from '../../shared/ids.ts'
import { fail, ok } from '../../shared/result.ts'
import {
  accountSettingsSchema,
  storedCredentialsSchema,
  type AccountRecord,
  type AccountRepository,
} from '../accounts/index.ts'
import { findAccount, listAccounts, saveCredentials, type AccountRow, type Store } from '../store/index.ts'

/** The accounts room's view of the store. */
export function createAccountRepository(store: Store, clock: () => Date): AccountRepository {
  const find = (id: AccountId) => {
    const row = findAccount(store, id)
    return row === null ? null : recordOf(row)
  }
  return {
    list: () => listAccounts(store).map(recordOf),
    find,
    replaceTokens: (id, refreshToken, credentials) => {
      if (!store.isOpen) {
        return fail('vault/locked')
      }
      const present = find(id)?.credentials
      if (present?.kind !== 'oauth' || present.refreshToken !== refreshToken) {
        return ok(false)
      }
      return store.transaction((tx) => {
        saveCredentials(tx, id, credentials, clock().getTime())
        return ok(true)
      })
    },
  }
}

/** An account as the store keeps it, with its JSON parsed. */
export function recordOf(row: AccountRow): AccountRecord {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    settings: accountSettingsSchema.parse(row.settings),
    credentials: storedCredentialsSchema.parse(row.credentials),
    signature: row.signature,
  }
}
