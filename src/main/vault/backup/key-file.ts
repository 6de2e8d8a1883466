import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { recoveryKitWrapSchema, type RecoveryKitWrap } from '../header.ts'
import { isSameHex } from '../keys.ts'
import { placeFile, readIfThere } from './disk.ts'
import { backupFormat, backupVersion, type BackupLayout } from './layout.ts'

/** Says whose backup it is and holds the vault key under the recovery kit: kit and folder are all that restoring takes. */
export type KeyFile = { readonly vaultId: string; readonly recoveryKit: RecoveryKitWrap }

const keyFileSchema = z.strictObject({
  format: z.literal(backupFormat),
  version: z.literal(backupVersion),
  body: z.strictObject({
    vaultId: z.string().regex(/^[0-9a-f]{32}$/),
    recoveryKit: recoveryKitWrapSchema,
  }),
  /** SHA-256 of the canonical body: tells damage from a wrong kit. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
})

const mostBytes = 64 * 1024

/** @throws what the disk says */
export async function writeKeyFile({ keyFile }: BackupLayout, body: KeyFile): Promise<void> {
  await placeFile(keyFile, Buffer.from(keyFileText(body)))
}

export function keyFileText(body: KeyFile): string {
  const file = { format: backupFormat, version: backupVersion, body, digest: digestOf(body) }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** @returns `backup/none-found` where there is none, `backup/newer`, `backup/damaged` */
export async function readKeyFile({ keyFile }: BackupLayout): Promise<Result<KeyFile>> {
  const bytes = await readIfThere(keyFile, mostBytes)
  return bytes === null ? fail('backup/none-found') : parseKeyFile(bytes.toString('utf8'))
}

/** @returns `backup/newer`, `backup/damaged` */
export function parseKeyFile(text: string): Result<KeyFile> {
  const json = parseJson(text)
  const later = z.looseObject({ format: z.literal(backupFormat), version: z.int() }).safeParse(json)
  if (later.success && later.data.version > backupVersion) return fail('backup/newer')
  const parsed = keyFileSchema.safeParse(json)
  const damaged = fail('backup/damaged', { file: 'backup.json' })
  if (!parsed.success) return damaged
  // As for the vault's header: what JSON.parse forgives is damage too.
  if (`${JSON.stringify(json, null, 2)}\n` !== text) return damaged
  const { body, digest } = parsed.data
  return isSameHex(digestOf(body), digest) ? ok(body) : damaged
}

function digestOf(body: KeyFile): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
