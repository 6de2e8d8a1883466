import type { Draft } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { buildExport, type AuditTrail } from '../audit/index.ts'
import type { Drafts } from '../outbound/index.ts'
import { readHeadLetterPlan } from '../practice/index.ts'
import { shownName, type Store, type Tx } from '../store/index.ts'

export interface HeadLetterDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly drafts: Pick<Drafts, 'createNew'>
  readonly clock: () => Date
  /** Gives the vault's 32-byte key for audit signing. */
  readonly signingKey: () => Uint8Array
  /** The practice's. */
  readonly signature: string
}

/**
 * Begins a letter that carries the head of the activity log: who keeps it can show later that the log was put back or
 * rewritten (docs/audit-log.md, "Anchors"). It leaves as any other letter does, and with nothing of the log's content.
 *
 * @param words what the letter says, as text
 * @returns `audit/write-failed`, `account/absent`, `store/*`
 */
export async function writeHeadLetter(
  { store, audit, drafts, clock, signingKey, signature }: HeadLetterDeps,
  words: { readonly subject: string; readonly text: string },
): Promise<Result<Draft>> {
  const now = clock()
  const empty = { withNames: false, from: 0, to: 0 }
  const { files, head } = await buildExport(store, { ...empty, format: 'jsonl' }, now, signingKey)
  const day = now.toISOString().slice(0, 10)
  const attached = files.map(({ suffix, bytes }) => ({ name: `sealpost-log-head-${day}${suffix}`, bytes }))
  const { to: address } = readHeadLetterPlan(store)
  const name = shownName(store, { name: '', address })
  const to = address === '' ? [] : [{ name: name === address ? '' : name, address }]
  const record = (tx: Tx, draft: DraftId) => {
    // No anchor yet: the letter may never leave.
    const events = { events: 0, receipts: 0, head }
    const exported = audit.append(tx, {
      type: 'audit.exported',
      format: 'jsonl',
      withNames: false,
      ...events,
    })
    // By it the letter is known when it leaves.
    return exported.ok ? audit.append(tx, { type: 'audit.head-letter-begun', draft }) : exported
  }
  return drafts.createNew({ ...words, to, files: attached, record }, signature)
}
