import type { AccountId, ContactId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'

/** What a hold keeps from being deleted. */
export type HoldScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'person'; readonly contactId: ContactId }

export type LegalHold = {
  readonly id: number
  readonly scope: HoldScope
  /** Whom or what it holds, as it was called when it was set; empty for everything. */
  readonly name: string
  /** Addresses of a person when it was set. */
  readonly addresses: readonly string[]
  readonly reason: string
  readonly setAt: number
  readonly lifted: { readonly at: number; readonly because: string } | null
}

/** The newest first; those that were lifted stay on the list. */
export function listLegalHolds(reader: Reader): LegalHold[] {
  return reader[sql].all('SELECT * FROM legal_holds ORDER BY id DESC').map(holdOf)
}

export function findLegalHold(reader: Reader, id: number): LegalHold | null {
  const row = reader[sql].get('SELECT * FROM legal_holds WHERE id = ?', id)
  return row === undefined ? null : holdOf(row)
}

/** Those that count now. */
export function listStandingHolds(reader: Reader): LegalHold[] {
  return reader[sql].all('SELECT * FROM legal_holds WHERE lifted_at IS NULL ORDER BY id').map(holdOf)
}

export function addLegalHold(tx: Tx, hold: Omit<LegalHold, 'id' | 'lifted'>): number {
  const { scope } = hold
  const { id } = tx[sql].run(
    `INSERT INTO legal_holds (scope, account_id, contact_id, name, addresses_json, reason, set_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    scope.kind,
    scope.kind === 'account' ? scope.accountId : null,
    scope.kind === 'person' ? scope.contactId : null,
    hold.name,
    jsonText(hold.addresses),
    hold.reason,
    hold.setAt,
  )
  return id
}

export function liftLegalHold(tx: Tx, id: number, because: string, now: number): void {
  tx[sql].run(
    'UPDATE legal_holds SET lifted_at = ?, lifted_because = ? WHERE id = ? AND lifted_at IS NULL',
    now,
    because,
    id,
  )
  // What a draft was counts as long as holds have stood without a break.
  tx[sql].run(
    `UPDATE drafts SET was_held = 0
     WHERE was_held = 1 AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE lifted_at IS NULL)`,
  )
}

function holdOf(row: SqlRow): LegalHold {
  const liftedAt = intOrNull(row, 'lifted_at')
  return {
    id: int(row, 'id'),
    scope: scopeOf(row),
    name: text(row, 'name'),
    addresses: json<string[]>(row, 'addresses_json'),
    reason: text(row, 'reason'),
    setAt: int(row, 'set_at'),
    lifted: liftedAt === null ? null : { at: liftedAt, because: textOrNull(row, 'lifted_because') ?? '' },
  }
}

function scopeOf(row: SqlRow): HoldScope {
  const accountId = intOrNull(row, 'account_id')
  const contactId = intOrNull(row, 'contact_id')
  if (accountId !== null) return { kind: 'account', accountId: accountId as AccountId }
  return contactId === null ? { kind: 'everything' } : { kind: 'person', contactId: contactId as ContactId }
}
