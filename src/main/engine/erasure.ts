import type { AppState } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { signBytes } from '../audit/index.ts'
import { logIsKeptYears, mayLogGo, readPractice } from '../practice/index.ts'
import { freeStore, listAccounts, readMeta, type Reader } from '../store/index.ts'
import type { KeychainErasure, LockedVault } from '../vault/index.ts'
import type { DesktopServices } from './desktop-services.ts'
import { desktopWhileOpen } from './desktop-while-open.ts'
import { writeSavedFile } from './files.ts'
import type { VaultSession } from './vault-session.ts'

export interface ErasureDeps {
  readonly session: VaultSession
  readonly vault: LockedVault
  readonly clock: () => Date
  readonly version: string
  readonly desktop: DesktopServices
  /** Ends the session and drops its keys; the vault is locked then. */
  readonly leave: () => Promise<void>
  /** Told of what failed after that: the screen that asked may be gone by then. */
  readonly fail: (code: ErasureFailure) => void
}

type ErasureFailure = NonNullable<AppState['erasureFailure']>

/** What a person types to show which practice she means: its name, else the address of its account, else her own name. */
export function eraseName(reader: Reader): string {
  const { practiceName, clinicianName } = readPractice(reader)
  return practiceName.trim() || (listAccounts(reader)[0]?.address ?? (clinicianName.trim() || 'Sealpost'))
}

/**
 * Erases a vault cryptographically and leaves a certificate of that. The certificate is written before (saying that the
 * erasure was begun) and after it, so that a place that takes no file is known while the vault is still whole.
 *
 * @returns false: the person chose no place. Errors: `hold/held`, `policy/export-log-first`, `vault/erase-mistyped`, `vault/wrong-passphrase`,
 *   `vault/too-many-attempts`, `file/unwritable`, `store/disk-full`, `audit/write-failed`: nothing was erased and the
 *   session goes on; `vault/not-erased`: nothing was erased, and the vault is locked; `vault/certificate-unfinished`:
 *   the vault is erased
 */
export async function eraseWithCertificate(
  { session, vault, clock, version, desktop, leave, fail: tell }: ErasureDeps,
  passphrase: string,
  confirmation: string,
): Promise<Result<boolean>> {
  const { store, audit } = session
  if (freeStore(store) === null) {
    return fail('hold/held')
  }
  const exported = mayLogGo(store, clock())
  if (!exported.ok) {
    return exported
  }
  if (confirmation.trim() !== eraseName(store)) {
    return fail('vault/erase-mistyped')
  }
  const proven = await session.vault.provePassphrase(passphrase, 'erasure')
  if (!proven.ok) {
    return proven
  }
  const place = await desktopWhileOpen(desktop, store).askSavePath('sealpost-certificate-of-erasure.txt')
  if (place === null) {
    return ok(false)
  }
  // The window went on while the dialog was open: a hold may have been set.
  if (freeStore(store) === null) {
    return fail('hold/held')
  }
  const recorded = audit.record({ type: 'vault.erased' })
  if (!recorded.ok) {
    return recorded
  }
  const head = audit.head()
  const facts: ErasureFacts = {
    practice: eraseName(store),
    vaultId: session.vault.vaultId,
    log: readMeta(store, 'audit-genesis') ?? '',
    head,
    version,
    begunAt: clock().toISOString(),
    logIsKeptYears: logIsKeptYears(store),
  }
  const failed = (code: ErasureFailure) => {
    tell(code)
    return fail(code)
  }
  const seed = Buffer.from(session.vault.subKey('audit-signing'))
  const certify = (end: ErasureEnd | null) =>
    writeSavedFile(place, Buffer.from(signedCertificate(certificateText(facts, end), seed)))
  try {
    const begun = await certify(null)
    if (!begun.ok) {
      return begun
    }
    await leave()
    const erased = await vault.erase()
    if (!erased.ok) {
      return failed('vault/not-erased')
    }
    const certified = await certify({ at: clock().toISOString(), keychain: erased.value })
    return certified.ok ? ok(true) : failed('vault/certificate-unfinished')
  } finally {
    seed.fill(0)
  }
}

type ErasureFacts = {
  readonly practice: string
  readonly vaultId: string
  readonly log: string
  readonly head: { readonly seq: number; readonly hash: string }
  readonly version: string
  readonly begunAt: string
  readonly logIsKeptYears: number
}
type ErasureEnd = { readonly at: string; readonly keychain: KeychainErasure }

const keychainWords: Readonly<Record<KeychainErasure, string>> = {
  none: 'There was none in a keychain.',
  overwritten: 'Overwritten in the keychain of the system.',
  'no-answer': 'The keychain did not answer; without the wraps it opens nothing.',
}

function certificateText(facts: ErasureFacts, end: ErasureEnd | null): string {
  return [
    'CERTIFICATE OF ERASURE',
    '',
    `Practice:         ${facts.practice}`,
    `Vault:            ${facts.vaultId}`,
    `Begun:            ${facts.begunAt}`,
    `Ended:            ${end?.at ?? 'NOT YET. If this line stays so, the erasure did not come to its end.'}`,
    `Program:          Sealpost ${facts.version}`,
    '',
    'Method:           Cryptographic erasure, as described in NIST SP 800-88 Rev. 1, section 2.6.',
    'Data:             SQLCipher 4 file, AES-256-CBC with HMAC-SHA-512 for each page; then removed.',
    'Keys:             All wraps of its key (AES-256-GCM) in the files of the vault were overwritten in place and',
    '                  flushed before anything else.',
    `Device secret:    ${end === null ? '' : keychainWords[end.keychain]}`,
    '',
    `Activity log:     ${facts.log}`,
    `Last record:      ${String(facts.head.seq)}`,
    `Its hash:         ${facts.head.hash}`,
    `To be kept:       what was exported of it, for ${String(facts.logIsKeptYears)} years at the least.`,
    '',
    'Headers that were replaced before (by a change of passphrase, recovery kit or factor) are no files any more and were',
    'not overwritten: their blocks may remain on the drive until it uses them again. What they hold opens with the',
    'passphrase of that time, together with the device secret and the second factor where there was one, or with the',
    'recovery kit of that time.',
    '',
    'Not erased by this: mail at the mail host, recovery data there, backups, exported and printed files. Recovery data',
    'and backups open with the recovery kit alone: destroy its paper, or remove them, where they are to end as well.',
    '',
  ].join('\n')
}

/** Signed with the vault's key for exports of its log: any export shows the same public key. */
function signedCertificate(text: string, seed: Uint8Array): string {
  const { publicKey, signature } = signBytes(Buffer.from(text), seed)
  return `${text}Ed25519 over all lines above (with their line ends), both in base64:\nPublic key: ${publicKey}\nSignature:  ${signature}\n`
}
