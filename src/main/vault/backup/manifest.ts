import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../../shared/canonical-json.ts'
import { deriveKey } from '../keys.ts'
import { blocksIn, parseBlocks } from './block-table.ts'
import { backupLabels, packSlots, tagBytes } from './layout.ts'

const nonceBytes = 12
const id = z.string().regex(/^[0-9a-f]{32}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()

/** How many older versions one names: a file that named more couldn't be read. */
export const mostOthers = 1000

/** What the store held, to be compared after a restore. */
export const countsSchema = z.strictObject({
  messages: count,
  people: count,
  drafts: count,
  letters: count,
  settings: count,
})

const otherVersion = z.strictObject({
  number: z.int().positive(),
  madeAt: z.iso.datetime(),
  /** Of its file. */
  sha256: hash,
})

const manifestSchema = z.strictObject({
  number: z.int().positive(),
  madeAt: z.iso.datetime(),
  /** The program that made it. */
  program: z.string().max(40),
  /** As in the vault's header at that moment: the store's key under the vault key. */
  storeKey: z.strictObject({ id, use: z.literal('current'), sealedKey: z.base64().length(80) }),
  store: z.strictObject({ sizeBytes: z.int().positive(), counts: countsSchema }),
  auditHead: z.strictObject({ seq: z.int().positive(), hash }).nullable(),
  /** Bytes that this version added to the folder. */
  addedBytes: count,
  packs: z.array(z.strictObject({ id, slots: z.int().min(1).max(packSlots), sha256: hash })).max(1_000_000),
  /** Base64 of 40 bytes for each block: its SHA-256, index of its pack, slot in it. */
  blocks: z.base64(),
  /** The older versions that were kept when it was made; of more than that, the newest. */
  kept: z.array(otherVersion).max(mostOthers),
})

/** One version of the backup: the whole store at one moment, as places of its blocks. */
export type Manifest = z.infer<typeof manifestSchema>
export type StoreCounts = z.infer<typeof countsSchema>

/** As its file: nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16); vault and number are authenticated with it. */
export function sealManifest(manifest: Manifest, backupKey: Uint8Array, vaultId: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const key = versionKey(backupKey, vaultId)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  key.fill(0)
  cipher.setAAD(contextOf(vaultId, manifest.number))
  const text = Buffer.from(canonicalJson(manifest as unknown as CanonicalValue))
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/** The manifest of that number, or null when the file isn't what was written for it. */
export function openManifest(
  sealed: Uint8Array,
  number: number,
  backupKey: Uint8Array,
  vaultId: string,
): Manifest | null {
  if (sealed.byteLength < nonceBytes + tagBytes) return null
  const key = versionKey(backupKey, vaultId)
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
  key.fill(0)
  decipher.setAAD(contextOf(vaultId, number))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes))
  try {
    decipher.final()
  } catch {
    return null
  }
  const parsed = manifestSchema.safeParse(JSON.parse(text.toString('utf8')))
  return parsed.success && parsed.data.number === number && isConsistent(parsed.data) ? parsed.data : null
}

/** Every block has a place in a pack that is named. */
function isConsistent({ packs, blocks, store }: Manifest): boolean {
  const places = parseBlocks(blocks)
  return (
    places !== null &&
    places.length === blocksIn(store.sizeBytes) &&
    places.every(({ pack, slot }) => slot < (packs[pack]?.slots ?? 0))
  )
}

function versionKey(backupKey: Uint8Array, vaultId: string): Buffer {
  return deriveKey(backupKey, Buffer.from(vaultId, 'hex'), backupLabels.version)
}

function contextOf(vaultId: string, number: number): Buffer {
  return Buffer.from(canonicalJson({ number, vaultId }))
}
