import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import {
  addReadBinder,
  findReadBinder,
  isReadBinder,
  listReadBinderIds,
  removeReadBinder,
  type ReadBinderRow,
  type Store,
} from '../../store/index.ts'
import { readBinder, type VerifiedBinder } from './binder-schema.ts'

export interface BinderReaderDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
}

/** A binder that was chosen, before it is kept. */
export interface OfferedBinder extends VerifiedBinder {
  /** SHA-256 of the file, hexadecimal. */
  readonly file: string
}

/** One that is here. */
export interface KeptBinder extends OfferedBinder {
  readonly id: number
  readonly title: string
  readonly addedAt: number
}

/** One that is here and doesn't hold any more: it can be taken away. */
export type UnreadableBinder = Pick<KeptBinder, 'id' | 'title' | 'addedAt'> & { readonly binder: null }

/** Evidence binders of others in this vault, beside their logs: each is verified to the byte before it is kept. */
export interface BinderReader {
  /** The newest first; verifying each takes some 20 ms, and others have a turn in between. */
  list(): Promise<(KeptBinder | UnreadableBinder)[]>
  /**
   * Reads a binder's JSON and verifies it; nothing is kept yet.
   *
   * @returns as `readBinder`; `evidence/binder-known` where the same file is here
   */
  consider(file: Uint8Array): Result<OfferedBinder>
  /**
   * Keeps what was considered last.
   *
   * @returns its id; `evidence/binder-not-chosen`, `audit/write-failed`
   */
  add(file: string, title: string): Result<number>
  /** Drops what was considered. */
  forget(): void
  /** Records that it is looked through. Errors: `evidence/binder-gone`, `audit/write-failed`, `store/damaged`. */
  open(id: number): Result<KeptBinder>
  /** Errors: `evidence/binder-gone`, `audit/write-failed`. */
  remove(id: number): Result<void>
}

export function createBinderReader({ store, audit, clock }: BinderReaderDeps): BinderReader {
  let considered: { readonly offer: OfferedBinder; readonly content: Uint8Array } | null = null

  function consider(content: Uint8Array): Result<OfferedBinder> {
    considered = null
    const hash = createHash('sha256').update(content).digest()
    if (isReadBinder(store, hash)) return fail('evidence/binder-known')
    const read = readBinder(content)
    if (!read.ok) return read
    const offer = { ...read.value, file: hash.toString('hex') }
    considered = { offer, content }
    return ok(offer)
  }

  return {
    list: async () => {
      const listed: (KeptBinder | UnreadableBinder)[] = []
      for (const id of listReadBinderIds(store)) {
        const row = findReadBinder(store, id)
        if (row !== null) listed.push(listedOf(row))
        await nextTurn()
      }
      return listed
    },
    consider,
    add: (file, title) => {
      if (considered?.offer.file !== file) return fail('evidence/binder-not-chosen')
      const { offer, content } = considered
      const added = store.transaction((tx) => {
        const recorded = audit.append(tx, { type: 'binder.added', log: offer.binder.log, file })
        if (!recorded.ok) return recorded
        const fileHash = Buffer.from(file, 'hex')
        return ok(addReadBinder(tx, { fileHash, title, addedAt: clock().getTime(), content }))
      })
      if (added.ok) considered = null
      return added
    },
    forget: () => {
      considered = null
    },
    open: (id) => {
      const row = findReadBinder(store, id)
      if (row === null) return fail('evidence/binder-gone')
      const recorded = audit.record({ type: 'binder.viewed', file: hexOf(row) })
      return recorded.ok ? keptOf(row) : recorded
    },
    remove: (id) =>
      store.transaction((tx) => {
        const row = findReadBinder(tx, id)
        if (row === null) return fail('evidence/binder-gone')
        const recorded = audit.append(tx, { type: 'binder.removed', file: hexOf(row) })
        if (!recorded.ok) return recorded
        removeReadBinder(tx, id)
        return ok(undefined)
      }),
  }
}

/** What was verified when it was added is verified as often as it is read. */
function keptOf(row: ReadBinderRow): Result<KeptBinder> {
  const read = readBinder(row.content)
  const { id, title, addedAt } = row
  return read.ok ? ok({ ...read.value, id, title, addedAt, file: hexOf(row) }) : fail('store/damaged')
}

function listedOf(row: ReadBinderRow): KeptBinder | UnreadableBinder {
  const kept = keptOf(row)
  const { id, title, addedAt } = row
  return kept.ok ? kept.value : { id, title, addedAt, binder: null }
}

function hexOf({ fileHash }: ReadBinderRow): string {
  return Buffer.from(fileHash).toString('hex')
}
