import { randomBytes } from 'node:crypto'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { HeaderBody } from './header.ts'
import type { Keychain } from './keychain.ts'
import { isSameHex, keyBytes, macOf } from './keys.ts'

type DeviceSecretRecord = HeaderBody['deviceSecret']
export type NewDeviceSecret = { readonly record: DeviceSecretRecord; readonly secret: Buffer | null }

/**
 * A new secret in the system's keychain, read back to be sure; `none` where there is no keychain. It makes a copy
 * of the vault's folder useless to someone who guesses passphrases.
 */
export async function makeDeviceSecret(keychain: Keychain, vaultId: string): Promise<NewDeviceSecret> {
  const secret = randomBytes(keyBytes)
  const isWritten = await keychain.write(nameOf(vaultId), secret.toString('base64'))
  const answer = isWritten ? await keychain.read(nameOf(vaultId)) : null
  if (answer?.state !== 'found' || answer.value !== secret.toString('base64')) {
    return { record: { kind: 'none' }, secret: null }
  }
  return { record: { kind: 'keychain', check: checkOf(secret) }, secret }
}

/**
 * For a vault that comes back to a computer: another copy of it may be here, which opens with the secret that the
 * keychain holds for it. That one stays; where there is none a new one is made.
 */
export async function keepDeviceSecret(keychain: Keychain, vaultId: string): Promise<NewDeviceSecret> {
  const answer = await keychain.read(nameOf(vaultId))
  const secret = answer.state === 'found' ? Buffer.from(answer.value, 'base64') : null
  if (secret?.byteLength !== keyBytes) return makeDeviceSecret(keychain, vaultId)
  return { record: { kind: 'keychain', check: checkOf(secret) }, secret }
}

/**
 * The secret that the header names.
 *
 * @returns `vault/keychain-unavailable` when the keychain doesn't answer, `vault/keychain-changed` when it holds no
 *   or another secret; never a fallback: the recovery kit opens the vault then
 */
export async function readDeviceSecret(
  keychain: Keychain,
  vaultId: string,
  record: DeviceSecretRecord,
): Promise<Result<Buffer | null>> {
  if (record.kind === 'none') return ok(null)
  const answer = await keychain.read(nameOf(vaultId))
  if (answer.state === 'unavailable') return fail('vault/keychain-unavailable')
  if (answer.state === 'absent') return fail('vault/keychain-changed')
  const secret = Buffer.from(answer.value, 'base64')
  return isSameHex(checkOf(secret), record.check) ? ok(secret) : fail('vault/keychain-changed')
}

/**
 * For a new passphrase of a vault that was opened without the secret. One that fits the header stays, where the keychain
 * answers by now; where it doesn't, nothing is written over what it may hold.
 */
export async function regainDeviceSecret(
  keychain: Keychain,
  vaultId: string,
  record: DeviceSecretRecord,
): Promise<NewDeviceSecret> {
  const held = await readDeviceSecret(keychain, vaultId, record)
  if (held.ok && held.value !== null) return { record, secret: held.value }
  if (!held.ok && held.error.code === 'vault/keychain-unavailable')
    return { record: { kind: 'none' }, secret: null }
  return makeDeviceSecret(keychain, vaultId)
}

/** Another value in its place: what it was is gone. @returns whether the keychain took it */
export function overwriteDeviceSecret(keychain: Keychain, vaultId: string): Promise<boolean> {
  return keychain.write(nameOf(vaultId), 'erased')
}

function nameOf(vaultId: string): string {
  return `vault ${vaultId} device secret`
}

function checkOf(secret: Uint8Array): string {
  return macOf(secret, 'sealpost/vault/1/device-secret-check')
}
