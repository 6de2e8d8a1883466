import type { AccountDetails, RecoveryFound } from '../../../shared/contract/index.ts'
import type { AccountId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { mailCredentials, type UsableCredentials } from '../../accounts/index.ts'
import { createAuditLog, type AuditEvent } from '../../audit/index.ts'
import { findBundles, type BundleThere } from '../../inbound/index.ts'
import {
  addAccount,
  findAccountByAddress,
  insertRecoveryRows,
  updateAccount,
  type Store,
  type Tx,
} from '../../store/index.ts'
import { connectImap, type TlsPolicy } from '../../transport/index.ts'
import {
  readTypedKit,
  recoverIdentity,
  wayOf,
  type PaperWay,
  type RecoveredIdentity,
  type RecoveryKit,
  type TypedKit,
  type VaultFacts,
} from '../../vault/index.ts'
import { decodeContent, type BundleContent } from './bundle-content.ts'
import type { SignIns } from '../sign-ins.ts'
import { saveKept } from './kept-state.ts'
import { newestFirst } from './newest-first.ts'

export interface RestoreDeps {
  readonly clock: () => Date
  /** That kits are drawn from. */
  readonly kitWords: readonly string[]
  readonly tlsPolicy: () => TlsPolicy
  readonly signIns: SignIns
  /** Makes the vault and opens it; `prepare` writes its first rows before it exists for anyone. */
  readonly create: (
    identity: RecoveredIdentity,
    passphrase: string,
    prepare: (store: Store, facts: VaultFacts) => Result<void>,
  ) => Promise<Result<void>>
}

/** A lost computer's practice on a new one, from the mailbox at its host and the recovery kit. */
export interface RestoreDesk {
  readonly signIns: Pick<SignIns, 'signIn' | 'cancel'>
  find(details: AccountDetails): Promise<Result<RecoveryFound>>
  /**
   * Opens what was found, with the kit or two of its shares. Null: it is done. Anything else: the kit opens other recovery data than was shown, and nothing is done yet; after
   * that the same call goes on with it.
   */
  open(kit: TypedKit, newPassphrase: string): Promise<Result<RecoveryFound | null>>
  /** What was found, and the password that found it. */
  forget(): void
}

interface Found {
  readonly details: AccountDetails
  readonly credentials: UsableCredentials
  readonly bundles: readonly BundleThere[]
  readonly newestSentAt: Date | null
}

interface Opened {
  readonly there: BundleThere
  readonly identity: RecoveredIdentity
  readonly content: BundleContent
}

/** The bundle is made anew every day at least; this much newer mail can't have been sent with an honest one. */
const behindMs = 2 * 24 * 60 * 60_000

export function createRestoreDesk(deps: RestoreDeps): RestoreDesk {
  /** `shownMadeAt`: the person has seen that the data is of then, and what speaks against that. */
  let found: (Found & { readonly shownMadeAt: string }) | null = null

  /** What is found after it was given up is not kept. */
  let looks = 0

  async function look(details: AccountDetails): Promise<Result<Found>> {
    const credentials = deps.signIns.credentialsOf(details)
    if (!credentials.ok) {
      return credentials
    }
    const login = mailCredentials(details.userName, credentials.value)
    const session = await connectImap(details.imap, login, deps.tlsPolicy())
    if (!session.ok) {
      return session
    }
    try {
      const there = await findBundles(session.value)
      return there.ok ? ok({ details, credentials: credentials.value, ...there.value }) : there
    } finally {
      await session.value.close()
    }
  }

  return {
    signIns: deps.signIns,

    find: async (details) => {
      found = null
      looks += 1
      const asked = looks
      const looked = await look(details)
      if (!looked.ok) {
        return looked
      }
      const newest = newestFirst(looked.value.bundles, headerOf)[0]
      if (newest === undefined) {
        return fail('recovery/none-found')
      }
      // Without the kit nothing proves this header: `open` holds what was shown against what the kit opens.
      const { madeAt } = newest.bundle.header
      if (asked === looks) {
        found = { ...looked.value, shownMadeAt: madeAt }
      }
      return ok(presentFound(looked.value, madeAt))
    },

    open: async (typed, newPassphrase) => {
      const kit = await readTypedKit(typed, deps.kitWords)
      if (found === null) {
        return fail('recovery/none-found')
      }
      if (!kit.ok) {
        return kit
      }
      const opened = openNewest(found.bundles, kit.value)
      if (!opened.ok) {
        return opened
      }
      const { identity, there } = opened.value
      const { details, credentials, shownMadeAt } = found
      const { madeAt } = there.bundle.header
      if (madeAt !== shownMadeAt) {
        identity.wipe()
        found = { ...found, shownMadeAt: madeAt }
        return ok(presentFound(found, madeAt))
      }
      try {
        const created = await deps.create(identity, newPassphrase, (store, facts) =>
          fillStore(
            store,
            facts,
            { ...opened.value, way: wayOf(typed) },
            { details, credentials },
            deps.clock,
          ),
        )
        if (!created.ok) {
          return created
        }
        found = null
        return ok(null)
      } finally {
        identity.wipe()
      }
    },

    forget: () => {
      found = null
      looks += 1
      deps.signIns.forget()
    },
  }
}

const headerOf = ({ bundle }: BundleThere) => bundle.header

function presentFound({ details, newestSentAt }: Found, madeAt: string): RecoveryFound {
  const isBehind = newestSentAt !== null && newestSentAt.getTime() - Date.parse(madeAt) > behindMs
  return { host: details.imap.host, madeAt, newestSentAt: isBehind ? newestSentAt.toISOString() : null }
}

/** The newest that the kit opens: beside it others may lie, of another person's vault or put there by the host. */
function openNewest(bundles: readonly BundleThere[], kit: RecoveryKit): Result<Opened> {
  for (const there of newestFirst(bundles, headerOf)) {
    const { vaultId, kit: wrap } = there.bundle.header
    const identity = recoverIdentity(vaultId, wrap, kit)
    if (!identity.ok) {
      continue
    }
    const bytes = there.bundle.open(identity.value.subKey('recovery-bundle'))
    const content = bytes.ok ? decodeContent(bytes.value) : null
    if (content?.ok === true) {
      return ok({ there, identity: identity.value, content: content.value })
    }
    identity.value.wipe()
    if (content !== null) {
      return content
    }
  }
  return fail('recovery/wrong-key')
}

function fillStore(
  store: Store,
  { deviceSecret, subKey }: VaultFacts,
  { there, content, way }: Opened & { readonly way: PaperWay },
  signedIn: Pick<Found, 'details' | 'credentials'>,
  clock: () => Date,
): Result<void> {
  const audit = createAuditLog({
    store,
    clock,
    uptimeMs: () => performance.now(),
    anchor: { read: () => Promise.resolve(null), write: () => Promise.resolve(false) },
    signingKey: () => subKey('audit-signing'),
  })
  const { sequence, madeAt } = there.bundle.header
  const { log, seq, hash } = content.audit
  const events: AuditEvent[] = [
    { type: 'vault.created', deviceSecret },
    {
      type: 'vault.recovered',
      sequence,
      madeAt,
      log,
      lastRecord: seq,
      lastHash: hash,
      with: way,
    },
  ]
  return store.transaction((tx) => {
    const inserted = insertRecoveryRows(tx, content.rows)
    if (!inserted.ok) {
      return inserted
    }
    const account = signIn(tx, signedIn, clock().getTime())
    // No rows have this digest: the new computer puts its own there soon.
    const kept = { sequence, sha256: there.bundle.sha256, at: Date.parse(madeAt), digest: '' }
    saveKept(tx, { account, kept, attempted: null })
    audit.begin(tx, '')
    for (const event of events) {
      const appended = audit.append(tx, event)
      if (!appended.ok) {
        return appended
      }
    }
    return ok(undefined)
  })
}

/** The account that was just signed in to goes on with these servers and this password. */
function signIn(
  tx: Tx,
  { details, credentials }: Pick<Found, 'details' | 'credentials'>,
  now: number,
): AccountId {
  const { providerId, userName, imap, smtp } = details
  const settings = { providerId, userName, imap, smtp }
  const known = findAccountByAddress(tx, details.address)
  if (known === null) {
    const address = details.address.toLowerCase()
    return addAccount(tx, { address, name: details.name, settings, credentials }, now)
  }
  updateAccount(tx, known.id, { name: known.name, signature: known.signature, settings, credentials }, now)
  return known.id
}
