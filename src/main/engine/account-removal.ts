import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AccountRemoval as Preview } from '../../shared/contract/index.ts'
import type { AccountId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { forgetReplyPage } from '../practice/index.ts'
import {
  countHoldings,
  findAccount,
  freeAccount,
  listAccounts,
  listRemovedAccounts,
  listUnfinished,
  markAccountRemoved,
  removeSomeOfAccount,
  type Reader,
  type Store,
  type Tx,
} from '../store/index.ts'

export interface AccountRemovalDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  /** Runs the commit while nothing syncs the account. */
  readonly whileStopped: <T>(id: AccountId, change: () => Result<T>) => Promise<Result<T>>
}

export interface AccountRemoval {
  /** Error: `account/absent`. */
  preview(id: AccountId): Result<Preview>
  /**
   * Takes the account and its mail from this computer; the server is told nothing. What is being written goes on from
   * the default account. Errors: `account/absent`, `account/only-one`, `account/still-sending` while something of it
   * in the outbox isn't decided, `hold/held`, of the audit log.
   */
  remove(id: AccountId): Promise<Result<void>>
  /** Goes on where a removal was interrupted. */
  finish(): Promise<void>
}

export function createAccountRemoval(deps: AccountRemovalDeps): AccountRemoval {
  const { store, audit, clock } = deps

  function preview(reader: Reader, id: AccountId): Result<Preview> {
    if (findAccount(reader, id) === null) {
      return fail('account/absent')
    }
    const undecided = listUnfinished(reader).filter(({ accountId }) => accountId === id).length
    return ok({ ...countHoldings(reader, id), undecided })
  }

  /** One commit: recorded first, then the account is gone and its credentials with it. */
  function take(tx: Tx, id: AccountId): Result<void> {
    const holdings = preview(tx, id)
    if (!holdings.ok) {
      return holdings
    }
    const { undecided, messages } = holdings.value
    const next = listAccounts(tx).find((account) => account.id !== id)
    if (next === undefined) {
      return fail('account/only-one')
    }
    if (undecided > 0) {
      return fail('account/still-sending', { count: undecided })
    }
    const free = freeAccount(tx, id)
    if (free === null) {
      return fail('hold/held')
    }
    const recorded = audit.append(tx, { type: 'account.removed', account: id, messages })
    if (!recorded.ok) {
      return recorded
    }
    const now = clock()
    forgetReplyPage(tx, id, now)
    markAccountRemoved(tx, free, next.id, now.getTime())
    return ok(undefined)
  }

  /** In batches, so that nobody waits for it; a lock ends it, and the next session goes on. */
  async function finish(): Promise<void> {
    while (store.isOpen) {
      // Where a hold came meanwhile, once it is lifted.
      const id = listRemovedAccounts(store).find((one) => freeAccount(store, one) !== null)
      if (id === undefined) {
        return
      }
      const removed = store.transaction((tx) => ok(removeSomeOfAccount(tx, id)))
      if (!removed.ok) {
        return
      }
      await nextTurn()
    }
  }

  return {
    preview: (id) => store.attempt((reader) => preview(reader, id)),

    remove: async (id) => {
      const taken = await deps.whileStopped(id, () => store.transaction((tx) => take(tx, id)))
      if (taken.ok) {
        await finish()
      }
      return taken
    },

    finish,
  }
}
