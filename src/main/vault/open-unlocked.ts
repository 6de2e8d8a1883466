import { fail, ok, type Result } from '../../shared/result.ts'
import { attemptOnDiskLater, emptyRekeyed, openStore } from '../store/index.ts'
import { writeHeader, type VaultContext } from './context.ts'
import { sealingKeyOf } from './hpke.ts'
import { settleStoreKeys } from './store-key-renewal.ts'
import { subKeyOf } from './sub-keys.ts'
import { UnlockedVault, type OpenedStore, type Opening } from './unlocked-vault.ts'
import { openStoreKey } from './wraps.ts'

/** Opens the store of a vault whose key is at hand; takes over `vaultKey` and wipes it on failure. */
export async function openUnlocked(context: VaultContext, opening: Opening): Promise<Result<UnlockedVault>> {
  const { vaultKey } = opening
  const body = settleStoreKeys(opening.body, vaultKey, context.files.store)
  const opened = await openStoreOf(context, { ...opening, body })
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
): Promise<Result<OpenedStore>> {
  return attemptOnDiskLater(async () => {
    const { journal, journalSealsTo } = await readJournal(context, vaultKey, body.vaultId, journalSecret)
    const lockedJournal = { ...journal, counted }
    const storeKey = openStoreKey(vaultKey, body)
    if (storeKey === null) return fail('vault/header-damaged')
    const wasRenewalInterrupted = emptyRekeyed(context.files.store)
    const store = openStore({ path: context.files.store, key: storeKey })
    storeKey.fill(0)
    return store.ok ? ok({ store: store.value, lockedJournal, journalSealsTo, wasRenewalInterrupted }) : store
  })
}

async function readJournal(
  { journal }: VaultContext,
  vaultKey: Uint8Array,
  vaultId: string,
  deviceSecret: Uint8Array | null,
) {
  const key = subKeyOf(vaultKey, vaultId, 'locked-journal')
  try {
    return { journal: await journal.read(key, deviceSecret), journalSealsTo: await sealingKeyOf(key) }
  } finally {
    key.fill(0)
  }
}
