import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '../../shared/result.ts'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import { isSameHex, macOf } from './keys.ts'
import { kdfSchema } from './passphrase-kdf.ts'

/** Format of the vault header, frozen in docs/vault.md. */
const formatName = 'sealpost-vault'
const formatVersion = 1

const id = z.string().regex(/^[0-9a-f]{32}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const sealedKey = z.base64().length(80)

const passphraseWrap = z.strictObject({
  kind: z.literal('passphrase'),
  id,
  createdAt: z.iso.datetime(),
  kdf: kdfSchema,
  /** Whether the device secret is mixed in. */
  usesDeviceSecret: z.boolean(),
  sealedKey,
})
export const recoveryKitWrapSchema = z.strictObject({
  kind: z.literal('recovery-kit'),
  id,
  createdAt: z.iso.datetime(),
  /** 32 bytes, base64. */
  salt: z.base64().length(44),
  sealedKey,
})
/** Of every wrap that needs a second factor beside the passphrase. Its `id` names the factor as long as there is one. */
const factorFields = {
  id,
  createdAt: z.iso.datetime(),
  kdf: kdfSchema,
  usesDeviceSecret: z.boolean(),
  /** Tells a wrong factor from a wrong passphrase; the factor's secret is random, so it gives nothing away. */
  check: hash,
  /** The factor's secret under the vault key: the passphrase can be changed without each factor at hand. */
  sealedFactor: sealedKey,
  sealedKey,
}
const passkeyWrap = z.strictObject({
  kind: z.literal('passphrase-passkey'),
  ...factorFields,
  /** As the authenticator gave it, at most 1,023 bytes (WebAuthn), base64url. */
  credentialId: z.base64url().min(1).max(1364),
  /** Input of the PRF, 32 bytes, base64. */
  salt: z.base64().length(44),
  /** `platform`: it belongs to this computer, and may open the vault alone where that is allowed. */
  attachment: z.enum(['platform', 'cross-platform']),
  transports: z.array(z.string().max(32)).max(8),
})
const keyFileWrap = z.strictObject({ kind: z.literal('passphrase-key-file'), ...factorFields })

const knownKinds = ['passphrase', 'recovery-kit', 'passphrase-passkey', 'passphrase-key-file']
/** Kinds that later versions of the program add: kept as they are. */
const otherWrap = z.looseObject({ kind: z.string(), id }).refine(({ kind }) => !knownKinds.includes(kind))

const bodySchema = z.strictObject({
  vaultId: id,
  createdAt: z.iso.datetime(),
  deviceSecret: z.discriminatedUnion('kind', [
    /** `check` tells a changed keychain from a wrong passphrase; the secret is random, so it gives nothing away. */
    z.strictObject({ kind: z.literal('keychain'), check: hash }),
    z.strictObject({ kind: z.literal('none') }),
  ]),
  /** Keys of the store under the vault key; `next` exists only while the store is being re-encrypted. */
  storeKeys: z
    .array(z.strictObject({ id, use: z.enum(['current', 'next']), sealedKey }))
    .min(1)
    .max(2),
  wraps: z
    .array(z.union([passphraseWrap, recoveryKitWrapSchema, passkeyWrap, keyFileWrap, otherWrap]))
    .max(32),
})

const headerSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  body: bodySchema,
  /** HMAC of the canonical body under the vault key: shows, once unlocked, that nobody changed it. */
  mac: hash,
  /** SHA-256 of the canonical body and the MAC: tells damage from a wrong passphrase. */
  digest: hash,
})

export type HeaderBody = z.infer<typeof bodySchema>
export type VaultHeader = z.infer<typeof headerSchema>
export type PassphraseWrap = z.infer<typeof passphraseWrap>
export type RecoveryKitWrap = z.infer<typeof recoveryKitWrapSchema>
export type PasskeyWrap = z.infer<typeof passkeyWrap>
export type KeyFileWrap = z.infer<typeof keyFileWrap>
/** Opens with the passphrase and one more thing. */
export type FactorWrap = PasskeyWrap | KeyFileWrap

/** The wrap that the passphrase opens alone; there is none while a second factor is asked for. */
export function passphraseWrapOf({ wraps }: HeaderBody): PassphraseWrap | undefined {
  return wraps.find((wrap): wrap is PassphraseWrap => wrap.kind === 'passphrase')
}

export function recoveryKitWrapOf({ wraps }: HeaderBody): RecoveryKitWrap | undefined {
  return wraps.find((wrap): wrap is RecoveryKitWrap => wrap.kind === 'recovery-kit')
}

/** Each of them opens the vault together with the passphrase. */
export function factorWrapsOf({ wraps }: HeaderBody): FactorWrap[] {
  return wraps.filter(isFactorWrap)
}

function isFactorWrap(wrap: HeaderBody['wraps'][number]): wrap is FactorWrap {
  return wrap.kind === 'passphrase-passkey' || wrap.kind === 'passphrase-key-file'
}

/** All that doesn't depend on the passphrase. */
export function wrapsWithoutPassphrase({ wraps }: HeaderBody): HeaderBody['wraps'] {
  return wraps.filter((wrap) => wrap.kind !== 'passphrase' && !isFactorWrap(wrap))
}

/** Completes a body to the text of the header file. */
export function headerText(body: HeaderBody, macKey: Uint8Array): string {
  const canonical = canonicalBody(body)
  const mac = macOf(macKey, canonical)
  const header: VaultHeader = {
    format: formatName,
    version: formatVersion,
    body,
    mac,
    digest: digestOf(canonical, mac),
  }
  return `${JSON.stringify(header, null, 2)}\n`
}

/** @returns `vault/header-newer` for a later version, `vault/header-damaged` for anything else that isn't a header */
export function parseHeader(text: string): Result<VaultHeader> {
  const json = parseJson(text)
  const version = z
    .looseObject({ format: z.literal(formatName), version: z.int().positive() })
    .safeParse(json)
  if (version.success && version.data.version > formatVersion) return fail('vault/header-newer')
  const parsed = headerSchema.safeParse(json)
  if (!parsed.success) return fail('vault/header-damaged')
  // Anything that JSON.parse forgives (a doubled member, white space) is damage too.
  if (`${JSON.stringify(json, null, 2)}\n` !== text) return fail('vault/header-damaged')
  const { body, mac, digest } = parsed.data
  if (!isSameHex(digestOf(canonicalBody(body), mac), digest)) return fail('vault/header-damaged')
  return ok(parsed.data)
}

/** Whether the holder of the vault key wrote this body. */
export function isHeaderGenuine(header: VaultHeader, macKey: Uint8Array): boolean {
  return isSameHex(macOf(macKey, canonicalBody(header.body)), header.mac)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function canonicalBody(body: HeaderBody): string {
  return canonicalJson(body as CanonicalValue)
}

function digestOf(canonical: string, mac: string): string {
  return createHash('sha256').update(canonical).update(mac).digest('hex')
}
