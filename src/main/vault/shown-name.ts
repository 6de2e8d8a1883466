import type { Result } from '../../shared/result.ts'
import { readHeader, vaultFiles } from './context.ts'
import type { Keychain } from './keychain.ts'

/** The vault's id, which its header names in clear. @returns `vault/header-damaged`, `vault/header-newer`, `store/io` */
export function readVaultId(folder: string): Result<string> {
  const header = readHeader(vaultFiles(folder))
  return header.ok ? { ok: true, value: header.value.body.vaultId } : header
}

/**
 * Whose vault this is, for the locked screen of a computer that has several. It lies in the system's keychain alone:
 * neither the folder nor a copy of it tells who works here.
 *
 * @returns null where there is no keychain, or nothing was written
 */
export async function readShownName(keychain: Keychain, folder: string): Promise<string | null> {
  const id = readVaultId(folder)
  const answer = id.ok ? await keychain.read(nameOf(id.value)) : null
  return answer?.state === 'found' && answer.value !== '' ? answer.value : null
}

/** @param name empty: none from now on. @returns whether the keychain took it */
export async function writeShownName(keychain: Keychain, vaultId: string, name: string): Promise<boolean> {
  return keychain.write(nameOf(vaultId), name)
}

/** With the vault itself: nothing is written where there was none. */
export async function eraseShownName(keychain: Keychain, vaultId: string): Promise<void> {
  const answer = await keychain.read(nameOf(vaultId))
  if (answer.state === 'found') await keychain.write(nameOf(vaultId), '')
}

function nameOf(vaultId: string): string {
  return `vault ${vaultId} shown name`
}
