import { fail, ok, type Result } from '../../shared/result.ts'
import { attemptOnDisk, emptyRekeyed, openStore } from '../store/index.ts'
import { writeHeader, type VaultContext } from './context.ts'
import { settleStoreKeys } from './store-key-renewal.ts'
import { UnlockedVault, type OpenedStore, type Opening } from './unlocked-vault.ts'
import { openStoreKey } from './wraps.ts'

/** Opens the store of a vault whose key is at hand; takes over `vaultKey` and wipes it on failure. */
export function openUnlocked(context: VaultContext, opening: Opening): Result<UnlockedVault> {
  const { vaultKey } = opening
  const body = settleStoreKeys(opening.body, vaultKey, context.files.store)
  const opened = openStoreOf(context, { ...opening, body })
  if (!opened.ok) {
    vaultKey.fill(0)
    return opened
  }
  // Where it can't be written now, both keys stay in the header, and are told apart at the next opening.
  if (body !== opening.body) writeHeader(context.files, body, vaultKey)
  return ok(new UnlockedVault(context, { ...opening, body }, opened.value))
}

function openStoreOf(
  context: VaultContext,
  { vaultKey, body, journalSecret, counted }: Opening,
): Result<OpenedStore> {
  return attemptOnDisk(() => {
    const lockedJournal = { ...context.journal.read(journalSecret), counted }
    const storeKey = openStoreKey(vaultKey, body)
    if (storeKey === null) return fail('vault/header-damaged')
    const wasRenewalInterrupted = emptyRekeyed(context.files.store)
    const store = openStore({ path: context.files.store, key: storeKey })
    storeKey.fill(0)
    return store.ok ? ok({ store: store.value, lockedJournal, wasRenewalInterrupted }) : store
  })
}
