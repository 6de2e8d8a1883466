import type { HoldScope, LegalHold } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import { stopHeldDeletions } from '../../inbound/index.ts'
import {
  addLegalHold,
  countHeldBack,
  findAccount,
  findContact,
  findLegalHold,
  liftLegalHold,
  listLegalHolds,
  type Reader,
  type Store,
} from '../../store/index.ts'

export interface HoldDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  /** Shows that it is the person whose vault this is. Errors: `vault/wrong-passphrase`, `vault/too-many-attempts`. */
  readonly provePassphrase: (passphrase: string) => Promise<Result<void>>
  /** Deletions were taken back: what is shown is another. */
  readonly onStopped: () => void
}

/** Legal holds: while one stands, nothing that it concerns is deleted by anybody (see store's `NotHeld`). */
export interface HoldDesk {
  list(): { holds: LegalHold[]; keptMessages: number }
  /**
   * From now on; deletions that their host hasn't heard of are taken back.
   * Errors: `hold/needs-reason`, `contact/absent`, `account/absent`, of the audit log.
   */
  set(scope: HoldScope, reason: string): Result<{ stopped: number }>
  /** Errors: `hold/needs-reason`, `hold/absent`, of the passphrase, of the audit log. */
  lift(id: number, because: string, passphrase: string): Promise<Result<void>>
}

export function createHoldDesk({ store, audit, clock, provePassphrase, onStopped }: HoldDeps): HoldDesk {
  return {
    list: () => ({ holds: listLegalHolds(store).map(present), keptMessages: countHeldBack(store) }),

    set: (scope, reason) => {
      if (reason.trim() === '') {
        return fail('hold/needs-reason')
      }
      const set = store.transaction((tx) => {
        const held = whatIsHeld(tx, scope)
        if (!held.ok) {
          return held
        }
        const setAt = clock().getTime()
        const hold = addLegalHold(tx, { scope, ...held.value, reason: reason.trim(), setAt })
        const stopped = stopHeldDeletions(tx)
        const recorded = audit.append(tx, {
          type: 'hold.set',
          hold,
          scope: scope.kind,
          person: scope.kind === 'person' ? audit.personOf(tx, scope.contactId) : null,
          account: scope.kind === 'account' ? scope.accountId : null,
          stopped,
        })
        return recorded.ok ? ok({ stopped }) : recorded
      })
      if (set.ok && set.value.stopped > 0) {
        onStopped()
      }
      return set
    },

    lift: async (id, because, passphrase) => {
      if (because.trim() === '') {
        return fail('hold/needs-reason')
      }
      const proven = await provePassphrase(passphrase)
      if (!proven.ok) {
        return proven
      }
      return store.transaction((tx) => {
        const hold = findLegalHold(tx, id)
        if (hold?.lifted !== null) {
          return fail('hold/absent')
        }
        const { scope } = hold
        const person = scope.kind === 'person' ? audit.personOf(tx, scope.contactId) : null
        const recorded = audit.append(tx, { type: 'hold.lifted', hold: id, person })
        if (recorded.ok) {
          liftLegalHold(tx, id, because.trim(), clock().getTime())
        }
        return recorded
      })
    },
  }
}

function whatIsHeld(
  reader: Reader,
  scope: HoldScope,
): Result<{ name: string; addresses: readonly string[] }> {
  switch (scope.kind) {
    case 'everything':
      return ok({ name: '', addresses: [] })
    case 'account': {
      const account = findAccount(reader, scope.accountId)
      return account === null ? fail('account/absent') : ok({ name: account.address, addresses: [] })
    }
    case 'person': {
      const contact = findContact(reader, scope.contactId)
      return contact === null
        ? fail('contact/absent')
        : ok({ name: contact.name, addresses: contact.addresses })
    }
  }
}

function present({
  id,
  scope,
  name,
  reason,
  setAt,
  lifted,
}: ReturnType<typeof listLegalHolds>[number]): LegalHold {
  return {
    ...{ id, scope, name, reason },
    setAt: new Date(setAt).toISOString(),
    lifted: lifted === null ? null : { at: new Date(lifted.at).toISOString(), because: lifted.because },
  }
}
