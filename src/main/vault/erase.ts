import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ok, type Result } from '../../shared/result.ts'
import { attemptOnDisk, syncFolder } from '../store/index.ts'
import { temporaryOf } from './atomic-file.ts'
import { readHeader, vaultFiles, type VaultFiles } from './context.ts'
import { overwriteDeviceSecret } from './device-secret.ts'
import type { Keychain } from './keychain.ts'
import { eraseShownName } from './shown-name.ts'

/** What became of the part of the key that lay in the system's keychain. */
export type KeychainErasure = 'none' | 'overwritten' | 'no-answer'

/**
 * Stands where the header stood, for a start after a crash to go on; on its second line the vault whose device secret
 * is still to be overwritten. Docs/vault.md.
 */
const marker = 'sealpost-vault erased\n'
const secondLine = /^[^\n]*\nvault ([0-9a-f]{32})\n/

/**
 * Cryptographic erasure (NIST SP 800-88 Rev. 1, section 2.6): the wraps of the vault key are overwritten in place, then
 * the device secret, then the files go. Before the first of these steps the vault is whole; after it nobody opens it,
 * whatever happens to the rest.
 *
 * @returns `vault/header-damaged`, `vault/header-newer`, `store/io`, `store/disk-full`: nothing was erased
 */
export async function eraseVault(files: VaultFiles, keychain: Keychain): Promise<Result<KeychainErasure>> {
  const header = readHeader(files)
  if (!header.ok) return header
  const { vaultId, deviceSecret } = header.value.body
  const overwritten = attemptOnDisk(() => {
    // Whole wraps too, where a crash came before the rename.
    const unfinished = temporaryOf(files.header)
    if (existsSync(unfinished)) overwriteInPlace(unfinished, marker)
    overwriteInPlace(files.header, deviceSecret.kind === 'none' ? marker : `${marker}vault ${vaultId}\n`)
    return ok(undefined)
  })
  if (!overwritten.ok) return overwritten
  const outcome: KeychainErasure =
    deviceSecret.kind === 'none'
      ? 'none'
      : (await overwriteInKeychain(keychain, vaultId))
        ? 'overwritten'
        : 'no-answer'
  // What is left opens with nothing; a failure here is made good at the next start.
  attemptOnDisk(() => ok(removeFolder(files.folder)))
  return ok(outcome)
}

/**
 * At the start of the program: goes on with an erasure that was interrupted, with the device secret and the files. A
 * vault that opens stays.
 */
export async function finishErasure(folder: string, keychain: Keychain): Promise<void> {
  const { header } = vaultFiles(folder)
  const read = attemptOnDisk(() => ok(existsSync(header) ? readFileSync(header, 'utf8') : ''))
  const isErased = read.ok && read.value.startsWith(marker)
  const vaultId = isErased ? secondLine.exec(read.value)?.[1] : undefined
  if (vaultId !== undefined) await overwriteInKeychain(keychain, vaultId)
  attemptOnDisk(() => {
    if (isErased) removeFolder(folder)
    rmSync(removedName(folder), { recursive: true, force: true })
    return ok(undefined)
  })
}

/** The device secret, and what the locked screen called the vault. @returns whether the keychain took the first */
async function overwriteInKeychain(keychain: Keychain, vaultId: string): Promise<boolean> {
  const isOverwritten = await overwriteDeviceSecret(keychain, vaultId)
  if (isOverwritten) await eraseShownName(keychain, vaultId)
  return isOverwritten
}

/** Every byte, in the same place: a new file beside it would leave the old one's blocks as they are. */
function overwriteInPlace(path: string, text: string): void {
  const file = openSync(path, 'r+')
  try {
    const bytes = Buffer.from(text.padEnd(fstatSync(file).size, ' '))
    for (let offset = 0; offset < bytes.byteLength;) {
      offset += writeSync(file, bytes, offset, bytes.byteLength - offset, offset)
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function removeFolder(folder: string): void {
  // What an earlier erasure left would refuse the rename.
  rmSync(removedName(folder), { recursive: true, force: true })
  renameSync(folder, removedName(folder))
  syncFolder(dirname(folder))
  rmSync(removedName(folder), { recursive: true, force: true })
}

function removedName(folder: string): string {
  return `${folder}.erased`
}
