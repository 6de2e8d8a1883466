import { join } from 'node:path'
import { existsSync, readFileSync } from 'node:fs'
import { fail, ok, type Result } from '../../shared/result.ts'
import { attemptOnDisk, type HeldLock } from '../store/index.ts'
import { writeFileAtomically } from './atomic-file.ts'
import { headerText, parseHeader, type HeaderBody, type VaultHeader } from './header.ts'
import type { Keychain } from './keychain.ts'
import { LockedJournal } from './locked-journal.ts'
import { PasskeyAlone } from './passkey-alone.ts'
import { calibrateKdf, type KdfCost } from './passphrase-kdf.ts'
import type { StrengthMeter } from './strength.ts'
import { headerMacKey } from './wraps.ts'

/** What a vault needs from outside. */
export type VaultDeps = {
  readonly keychain: Keychain
  /** ms since 1970. */
  readonly now: () => number
  readonly meter: StrengthMeter
  /** At least 1,024 words for recovery kits. */
  readonly kitWords: readonly string[]
  /** Cost of new passphrase wraps; measured on this computer when left out. */
  readonly kdfCost?: KdfCost
}

/** One vault folder while this program holds its lock. */
export type VaultContext = {
  readonly files: VaultFiles
  readonly deps: VaultDeps
  readonly heldLock: HeldLock
  readonly journal: LockedJournal
  readonly passkeyAlone: PasskeyAlone
}

export type VaultFiles = {
  readonly folder: string
  readonly header: string
  readonly store: string
  readonly journal: string
}

export function vaultFiles(folder: string): VaultFiles {
  return {
    folder,
    header: join(folder, 'vault.json'),
    store: join(folder, 'store.db'),
    journal: join(folder, 'locked.jsonl'),
  }
}

/** Beside the folder, because the folder itself is moved into place. */
export function lockPath(folder: string): string {
  return `${folder}.lock`
}

export function makeContext(folder: string, deps: VaultDeps, heldLock: HeldLock): VaultContext {
  const files = vaultFiles(folder)
  return {
    files,
    deps,
    heldLock,
    journal: new LockedJournal(files.journal),
    passkeyAlone: new PasskeyAlone(deps.now),
  }
}

export function kdfCostOf(deps: VaultDeps): KdfCost {
  return deps.kdfCost ?? calibrateKdf()
}

/** @returns `vault/header-damaged` (also where there is none), `vault/header-newer`, `store/io` */
export function readHeader({ header }: VaultFiles): Result<VaultHeader> {
  if (!existsSync(header)) return fail('vault/header-damaged')
  return attemptOnDisk(() => parseHeader(readFileSync(header, 'utf8')))
}

/**
 * A failure after the new header took the place of the old one (of the folder's flush) is none: what is asked for from
 * then on is what the new one says.
 *
 * @returns `store/disk-full`, `store/io`; the old header then still stands
 */
export function writeHeader({ header }: VaultFiles, body: HeaderBody, vaultKey: Uint8Array): Result<void> {
  const macKey = headerMacKey(vaultKey, body.vaultId)
  try {
    const text = headerText(body, macKey)
    const written = attemptOnDisk(() => {
      writeFileAtomically(header, text)
      return ok(undefined)
    })
    return written.ok || !isWritten(header, text) ? written : ok(undefined)
  } finally {
    macKey.fill(0)
  }
}

function isWritten(path: string, text: string): boolean {
  const read = attemptOnDisk(() => ok(readFileSync(path, 'utf8')))
  return read.ok && read.value === text
}

/** ISO 8601 in UTC. */
export function timestamp(deps: VaultDeps): string {
  return new Date(deps.now()).toISOString()
}
