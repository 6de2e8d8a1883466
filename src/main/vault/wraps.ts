import { randomBytes } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { HeaderBody, PassphraseWrap, RecoveryKitWrap } from './header.ts'
import { deriveKey, keyBytes, unwrapKey, wrapKey } from './keys.ts'
import { derivePassphraseKey, type KdfCost } from './passphrase-kdf.ts'

/** Every label of a derivation from the vault's secrets, in one place: no key serves two purposes. */
const labels = {
  passphrase: 'sealpost/vault/1/wrap/passphrase',
  recoveryKit: 'sealpost/vault/1/wrap/recovery-kit',
  store: 'sealpost/vault/1/wrap/store-key',
  header: 'sealpost/vault/1/header-mac',
} as const

/** Key under which the header carries its MAC. */
export function headerMacKey(vaultKey: Uint8Array, vaultId: string): Buffer {
  return deriveKey(vaultKey, Buffer.from(vaultId, 'hex'), labels.header)
}

/** Wraps the vault key by a passphrase and, where there is one, the device secret. */
export async function makePassphraseWrap(
  vaultKey: Uint8Array,
  vaultId: string,
  secrets: { readonly passphrase: string; readonly deviceSecret: Uint8Array | null },
  cost: KdfCost,
  createdAt: string,
): Promise<PassphraseWrap> {
  const wrap: Omit<PassphraseWrap, 'sealedKey'> = {
    kind: 'passphrase',
    id: newId(),
    createdAt,
    kdf: { name: 'argon2id', ...cost, salt: randomBytes(16).toString('base64') },
    usesDeviceSecret: secrets.deviceSecret !== null,
  }
  const key = await passphraseWrappingKey(wrap, vaultId, secrets)
  try {
    return { ...wrap, sealedKey: wrapKey(key, vaultKey, contextOf(wrap, vaultId)) }
  } finally {
    key.fill(0)
  }
}

/** The vault key, or null when passphrase or device secret are not the ones of the wrap. */
export async function openPassphraseWrap(
  { sealedKey, ...wrap }: PassphraseWrap,
  vaultId: string,
  secrets: { readonly passphrase: string; readonly deviceSecret: Uint8Array | null },
): Promise<Buffer | null> {
  const key = await passphraseWrappingKey(wrap, vaultId, secrets)
  try {
    return unwrapKey(key, sealedKey, contextOf(wrap, vaultId))
  } finally {
    key.fill(0)
  }
}

/** Wraps the vault key by the kit's words alone: they are random enough to need no Argon2 and no device. */
export function makeRecoveryKitWrap(
  vaultKey: Uint8Array,
  vaultId: string,
  kitSecret: Uint8Array,
  createdAt: string,
): RecoveryKitWrap {
  const wrap: Omit<RecoveryKitWrap, 'sealedKey'> = {
    kind: 'recovery-kit',
    id: newId(),
    createdAt,
    salt: randomBytes(32).toString('base64'),
  }
  const key = deriveKey(kitSecret, Buffer.from(wrap.salt, 'base64'), labels.recoveryKit)
  const sealedKey = wrapKey(key, vaultKey, contextOf(wrap, vaultId))
  key.fill(0)
  return { ...wrap, sealedKey }
}

/** The vault key, or null when the kit is not the one of the wrap. */
export function openRecoveryKitWrap(
  { sealedKey, ...wrap }: RecoveryKitWrap,
  vaultId: string,
  kitSecret: Uint8Array,
): Buffer | null {
  const key = deriveKey(kitSecret, Buffer.from(wrap.salt, 'base64'), labels.recoveryKit)
  const vaultKey = unwrapKey(key, sealedKey, contextOf(wrap, vaultId))
  key.fill(0)
  return vaultKey
}

export function wrapStoreKey(
  vaultKey: Uint8Array,
  vaultId: string,
  storeKey: Uint8Array,
): HeaderBody['storeKeys'][number] {
  const id = newId()
  const key = deriveKey(vaultKey, Buffer.from(vaultId, 'hex'), labels.store)
  const sealedKey = wrapKey(key, storeKey, canonicalJson({ vaultId, storeKey: id }))
  key.fill(0)
  return { id, use: 'current', sealedKey }
}

/** The key of the store, or null when the header was put together from parts of others. */
export function openStoreKey(vaultKey: Uint8Array, body: HeaderBody): Buffer | null {
  const current = body.storeKeys.find(({ use }) => use === 'current')
  if (current === undefined) return null
  const key = deriveKey(vaultKey, Buffer.from(body.vaultId, 'hex'), labels.store)
  const storeKey = unwrapKey(
    key,
    current.sealedKey,
    canonicalJson({ vaultId: body.vaultId, storeKey: current.id }),
  )
  key.fill(0)
  return storeKey
}

export function newId(): string {
  return randomBytes(16).toString('hex')
}

async function passphraseWrappingKey(
  wrap: Omit<PassphraseWrap, 'sealedKey'>,
  vaultId: string,
  { passphrase, deviceSecret }: { readonly passphrase: string; readonly deviceSecret: Uint8Array | null },
): Promise<Buffer> {
  const passphraseKey = await derivePassphraseKey(passphrase, wrap.kdf)
  const secret = Buffer.concat(
    [passphraseKey, deviceSecret ?? new Uint8Array(0)],
    keyBytes + (deviceSecret?.byteLength ?? 0),
  )
  const key = deriveKey(secret, Buffer.from(vaultId, 'hex'), labels.passphrase)
  passphraseKey.fill(0)
  secret.fill(0)
  return key
}

/** Authenticated with the wrapped key: a wrap can't be moved to another vault or given other parameters. */
function contextOf(
  wrap: Omit<PassphraseWrap, 'sealedKey'> | Omit<RecoveryKitWrap, 'sealedKey'>,
  vaultId: string,
): string {
  return canonicalJson({ vaultId, wrap })
}
