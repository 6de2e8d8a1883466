import { z } from 'zod'
import { attemptFactors, proofPurposes, proofs, type PaperWay } from '../../vault/index.ts'
import { code, count, event, logId, sha256 } from './fields.ts'

/** As in package.json. */
const version = z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/)
const factorId = z.string().regex(/^[0-9a-f]{32}$/)
const factorKind = z.enum(['passkey', 'key-file'])
const paperWays = ['recovery-kit', 'recovery-shares'] as const satisfies readonly PaperWay[]
const shareSet = z.string().regex(/^[0-9a-f]{4}$/)

export const vaultEvents = z.discriminatedUnion('type', [
  // The vault and who is in front of it: 164.312(a)(2)(iii), (d), 164.308(a)(5)(ii)(C).
  event('vault.created', { deviceSecret: z.enum(['keychain', 'none']) }),
  event('vault.unlocked', { way: z.enum(attemptFactors) }),
  // One attempt each, with its number and what was answered (none: the program ended first); of more than a thousand the
  // rest together.
  event('vault.unlock-failed', {
    number: z.number().int().positive().optional(),
    outcome: code.optional(),
    count: z.number().int().positive(),
    firstAt: z.number(),
    lastAt: z.number(),
    /** With what it was tried, and how often. */
    with: z.partialRecord(z.enum(attemptFactors), z.number().int().positive()).optional(),
  }),
  // A wrong passphrase or recovery kit before an unlocked screen, asked for anew; the act was refused. `inARow`: since the last
  // right passphrase.
  event('vault.proof-failed', {
    purpose: z.enum(proofPurposes),
    with: z.enum(proofs),
    inARow: z.number().int().positive(),
  }),
  // The file that counts attempts while locked was removed, cut or edited: attempts may be missing above.
  event('vault.journal-damaged', { reason: z.enum(['missing', 'cut', 'gap', 'not-authentic']) }),
  event('vault.locked', { reason: z.enum(['person', 'idle', 'suspend', 'screen-locked', 'quit']) }),
  event('vault.passphrase-changed', { with: z.enum(['passphrase', ...paperWays]) }),
  // While there is a factor, the passphrase alone opens nothing. `with`: what allowed it.
  event('vault.factor-added', { factor: factorId, kind: factorKind }),
  event('vault.factor-removed', {
    factor: factorId,
    kind: factorKind,
    with: z.enum(['passphrase', ...paperWays]),
  }),
  event('vault.factor-renamed', { factor: factorId }),
  // The keychain didn't answer as a new passphrase was set: from then on its part of the key isn't asked for.
  event('vault.device-secret-lost', {}),
  event('vault.key-file-saved', {}),
  // The store is encrypted anew; what its end was follows. `interrupted`: by a lock or a crash, told at the next unlock.
  event('vault.store-key-renewal-begun', {}),
  event('vault.store-key-renewed', {}),
  event('vault.store-key-kept', { reason: z.enum(['stopped', 'failed', 'interrupted']) }),
  event('vault.kit-made', {}),
  event('vault.kit-confirmed', {}),
  event('vault.kit-printed', {}),
  event('vault.kit-saved', {}),
  // Any two of three shares open what the kit opens: emergency access, 164.312(a)(2)(ii).
  event('vault.shares-made', { set: shareSet }),
  event('vault.share-printed', { set: shareSet, share: z.number().int().min(1).max(3) }),
  event('vault.shares-confirmed', { set: shareSet }),
  // What a backup or a restore does: 164.308(a)(7)(ii)(A), (B), (D).
  event('backup.place-chosen', {}),
  event('backup.place-given-up', {}),
  // Who holds the place, as a person says: 164.308(b).
  event('backup.holder-said', { holder: z.enum(['practice-alone', 'somebody-else']) }),
  // Before anything is written outside.
  event('backup.begun', { version: z.number().int().positive(), by: z.enum(['person', 'schedule']) }),
  event('backup.made', {
    version: z.number().int().positive(),
    storeBytes: count,
    addedBytes: count,
    // Older versions that go by the rule.
    removed: count,
  }),
  event('backup.failed', { code }),
  event('backup.verified', { versions: count, faults: count }),
  // A version was restored into a scratch vault and compared; `withKit`: with the words of the paper.
  event('backup.drilled', {
    version: z.number().int().positive(),
    withKit: z.boolean(),
    outcome: z.enum(['passed', 'failed']),
    messages: count,
    records: count,
    faults: z.array(z.enum(['unreadable', 'counts', 'activity-log', 'sources'])),
  }),
  // This vault was made anew from a version of its backup; `kept`: copies that waited to leave, and don't by themselves.
  event('vault.restored', {
    version: z.number().int().positive(),
    madeAt: z.number(),
    kept: count,
    with: z.enum(paperWays),
  }),
  // Beside this new vault lies one whose files were damaged, moved there at that time (ms since 1970).
  event('vault.set-aside', { at: z.number() }),
  // The last record of a log: the vault is erased right after it.
  event('vault.erased', {}),
  // Recovery data goes to the account's host, encrypted to the kit; `sequence` rises with each.
  event('recovery-bundle.kept', {
    account: z.number().int().positive(),
    sequence: z.number().int().positive(),
  }),
  // What the host shows isn't what was put there last: `newer` is of another computer that has this vault too.
  event('recovery-bundle.differed', {
    account: z.number().int().positive(),
    found: z.enum(['none', 'older', 'newer', 'other']),
  }),
  // This vault was made anew from recovery data; the log that it had before ended, as far as is known, with this record.
  event('vault.recovered', {
    sequence: z.number().int().positive(),
    madeAt: z.iso.datetime(),
    log: logId,
    lastRecord: count,
    lastHash: sha256,
    with: z.enum(paperWays),
  }),
  event('clock.set-back', { seconds: z.number().int().positive() }),
  // Another version of the program opened the vault for the first time.
  event('program.updated', { from: version, to: version }),
])
