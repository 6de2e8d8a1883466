import { readMeta, writeMeta, type Reader, type Tx } from '../store/index.ts'

/** What a vault is for; it is made so, and stays so. */
export type VaultKind = 'mail' | 'auditor'

const key = 'vault-kind'

export function writeVaultKind(tx: Tx, kind: VaultKind): void {
  writeMeta(tx, key, kind)
}

export function readVaultKind(reader: Reader): VaultKind {
  return readMeta(reader, key) === 'auditor' ? 'auditor' : 'mail'
}
