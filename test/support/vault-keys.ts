import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseHeader, passphraseWrapOf, type HeaderBody } from '../../src/main/vault/header.ts'
import { openPassphraseWrap, openStoreKey, stretchFor } from '../../src/main/vault/wraps.ts'
import { valueOf } from './store.ts'

type Secrets = { readonly passphrase: string; readonly deviceSecret: Uint8Array | null }
type Keys = { readonly vaultKey: Buffer; readonly storeKey: Buffer }

const pathOf = (vaultFolder: string) => join(vaultFolder, 'vault.json')

/** The keys of a vault, as whoever knows its secrets can derive them. */
export async function keysOf(vaultFolder: string, secrets: Secrets): Promise<Keys & { body: HeaderBody }> {
  const { body } = valueOf(parseHeader(readFileSync(pathOf(vaultFolder), 'utf8')))
  const wrap = passphraseWrapOf(body)
  if (wrap === undefined) throw new Error('the vault has no passphrase')
  const stretched = await stretchFor(wrap, secrets.passphrase, secrets.deviceSecret)
  const vaultKey = openPassphraseWrap(wrap, body.vaultId, stretched)
  const storeKey = vaultKey === null ? null : openStoreKey(vaultKey, body)
  if (vaultKey === null || storeKey === null) throw new Error('these secrets do not open the vault')
  return { vaultKey, storeKey, body }
}
