import { randomBytes } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { FactorWrap, HeaderBody, PassphraseWrap, RecoveryKitWrap } from './header.ts'
import { deriveKey, unwrapKey, wrapKey } from './keys.ts'
import { derivePassphraseKey, type KdfCost, type PassphraseKdf } from './passphrase-kdf.ts'

/** Every label of a derivation from the vault's secrets, in one place: no key serves two purposes. */
const labels = {
  passphrase: 'sealpost/vault/1/wrap/passphrase',
  recoveryKit: 'sealpost/vault/1/wrap/recovery-kit',
  'passphrase-passkey': 'sealpost/vault/1/wrap/passphrase-passkey',
  'passphrase-key-file': 'sealpost/vault/1/wrap/passphrase-key-file',
  factor: 'sealpost/vault/1/wrap/factor',
  store: 'sealpost/vault/1/wrap/store-key',
  header: 'sealpost/vault/1/header-mac',
} as const

/** Key under which the header carries its MAC. */
export function headerMacKey(vaultKey: Uint8Array, vaultId: string): Buffer {
  return deriveKey(vaultKey, Buffer.from(vaultId, 'hex'), labels.header)
}

/** What a passphrase became by Argon2id, and the secret of this computer. `stretched` is wiped by whoever made it. */
export type PassphraseSecrets = {
  readonly stretched: Uint8Array
  readonly kdf: PassphraseKdf
  readonly deviceSecret: Uint8Array | null
}

/** Argon2id over a new salt: every wrap of the same passphrase is made from it. */
export async function stretchNew(
  passphrase: string,
  deviceSecret: Uint8Array | null,
  cost: KdfCost,
): Promise<PassphraseSecrets> {
  const kdf = { name: 'argon2id' as const, ...cost, salt: randomBytes(16).toString('base64') }
  return { stretched: await derivePassphraseKey(passphrase, kdf), kdf, deviceSecret }
}

/** As `stretchNew`, by what a wrap says. */
export async function stretchFor(
  { kdf, usesDeviceSecret }: PassphraseWrap | FactorWrap,
  passphrase: string,
  deviceSecret: Uint8Array | null,
): Promise<PassphraseSecrets> {
  return {
    stretched: await derivePassphraseKey(passphrase, kdf),
    kdf,
    deviceSecret: usesDeviceSecret ? deviceSecret : null,
  }
}

/** Wraps the vault key by a passphrase and, where there is one, the device secret. */
export function makePassphraseWrap(
  vaultKey: Uint8Array,
  vaultId: string,
  secrets: PassphraseSecrets,
  createdAt: string,
): PassphraseWrap {
  const wrap: Omit<PassphraseWrap, 'sealedKey'> = {
    kind: 'passphrase',
    id: newId(),
    createdAt,
    kdf: secrets.kdf,
    usesDeviceSecret: secrets.deviceSecret !== null,
  }
  const key = passphraseWrappingKey(secrets, vaultId, labels.passphrase)
  try {
    return { ...wrap, sealedKey: wrapKey(key, vaultKey, contextOf(wrap, vaultId)) }
  } finally {
    key.fill(0)
  }
}

/** The vault key, or null when passphrase or device secret are not the ones of the wrap. */
export function openPassphraseWrap(
  { sealedKey, ...wrap }: PassphraseWrap,
  vaultId: string,
  secrets: PassphraseSecrets,
): Buffer | null {
  const key = passphraseWrappingKey(secrets, vaultId, labels.passphrase)
  try {
    return unwrapKey(key, sealedKey, contextOf(wrap, vaultId))
  } finally {
    key.fill(0)
  }
}

/** What of a wrap with a second factor stays the same whatever the passphrase is. */
export type FactorRecord = {
  [Kind in FactorWrap['kind']]: Omit<
    Extract<FactorWrap, { kind: Kind }>,
    'kdf' | 'usesDeviceSecret' | 'sealedKey'
  >
}[FactorWrap['kind']]

/** Wraps the vault key by passphrase, device secret and the factor that the record holds under the vault key. */
export function makeFactorWrap(
  vaultKey: Uint8Array,
  vaultId: string,
  secrets: PassphraseSecrets,
  record: FactorRecord,
): FactorWrap {
  const wrap = { ...record, kdf: secrets.kdf, usesDeviceSecret: secrets.deviceSecret !== null }
  const factorSecret = openFactor(vaultKey, vaultId, record)
  const key = passphraseWrappingKey(secrets, vaultId, labels[record.kind], factorSecret)
  factorSecret.fill(0)
  try {
    return { ...wrap, sealedKey: wrapKey(key, vaultKey, contextOf(wrap, vaultId)) }
  } finally {
    key.fill(0)
  }
}

/** The same factor under another passphrase. */
export function remakeFactorWrap(
  vaultKey: Uint8Array,
  vaultId: string,
  secrets: PassphraseSecrets,
  { sealedKey: _sealedKey, ...record }: FactorWrap,
): FactorWrap {
  return makeFactorWrap(vaultKey, vaultId, secrets, record)
}

/** The vault key, or null when passphrase, device secret or factor are not the ones of the wrap. */
export function openFactorWrap(
  { sealedKey, ...wrap }: FactorWrap,
  vaultId: string,
  secrets: PassphraseSecrets,
  factorSecret: Uint8Array,
): Buffer | null {
  const key = passphraseWrappingKey(secrets, vaultId, labels[wrap.kind], factorSecret)
  try {
    return unwrapKey(key, sealedKey, contextOf(wrap, vaultId))
  } finally {
    key.fill(0)
  }
}

/** A factor's secret as the header keeps it. */
export function sealFactor(
  vaultKey: Uint8Array,
  vaultId: string,
  id: string,
  factorSecret: Uint8Array,
): string {
  const key = deriveKey(vaultKey, Buffer.from(vaultId, 'hex'), labels.factor)
  const sealed = wrapKey(key, factorSecret, canonicalJson({ vaultId, factor: id }))
  key.fill(0)
  return sealed
}

/**
 * The factor's secret, to be wiped by the caller.
 *
 * @throws when the header was put together from parts of others: its MAC is checked before anything comes here
 */
export function openFactor(
  vaultKey: Uint8Array,
  vaultId: string,
  { id, sealedFactor }: Pick<FactorWrap, 'id' | 'sealedFactor'>,
): Buffer {
  const key = deriveKey(vaultKey, Buffer.from(vaultId, 'hex'), labels.factor)
  const secret = unwrapKey(key, sealedFactor, canonicalJson({ vaultId, factor: id }))
  key.fill(0)
  if (secret === null) throw new Error('the factor is not under the vault key')
  return secret
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

/** @throws for a header without one, which no program writes */
export function currentStoreKeyOf({
  storeKeys,
}: Pick<HeaderBody, 'storeKeys'>): HeaderBody['storeKeys'][number] {
  const current = storeKeys.find(({ use }) => use === 'current')
  if (current === undefined) throw new Error('a vault has a store key')
  return current
}

/** The key of the store, or null when the header was put together from parts of others. */
export function openStoreKey(
  vaultKey: Uint8Array,
  body: Pick<HeaderBody, 'vaultId' | 'storeKeys'>,
): Buffer | null {
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

function passphraseWrappingKey(
  { stretched, deviceSecret }: PassphraseSecrets,
  vaultId: string,
  label: string,
  factorSecret: Uint8Array = new Uint8Array(0),
): Buffer {
  const secret = Buffer.concat([stretched, deviceSecret ?? new Uint8Array(0), factorSecret])
  const key = deriveKey(secret, Buffer.from(vaultId, 'hex'), label)
  secret.fill(0)
  return key
}

/** Authenticated with the wrapped key: a wrap can't be moved to another vault or given other parameters. */
function contextOf(
  wrap:
    Omit<PassphraseWrap, 'sealedKey'> | Omit<RecoveryKitWrap, 'sealedKey'> | Omit<FactorWrap, 'sealedKey'>,
  vaultId: string,
): string {
  return canonicalJson({ vaultId, wrap })
}
