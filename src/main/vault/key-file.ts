import { createHash, randomBytes } from 'node:crypto'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isSameHex, keyBytes } from './keys.ts'

/** First line of a key file, format 1 (docs/vault.md). */
const title = 'Sealpost key file 1'
const longestBytes = 4096

/** 32 random bytes as the text of a key file for this vault. */
export function makeKeyFile(vaultId: string): string {
  const key = randomBytes(keyBytes)
  try {
    return keyFileText(vaultId, key)
  } finally {
    key.fill(0)
  }
}

export function keyFileText(vaultId: string, key: Uint8Array): string {
  const hex = Buffer.from(key).toString('hex')
  return [
    title,
    'Opens the vault together with its passphrase. Keep it apart from the computer.',
    `vault ${vaultId}`,
    `key ${hex}`,
    `check ${checkOf(vaultId, hex)}`,
    '',
  ].join('\n')
}

/**
 * The key of a file that a person chose. Line ends, blank lines and a byte order mark don't matter.
 *
 * @returns `vault/key-file-unreadable` for anything else than a whole key file, `vault/wrong-factor` for that of
 *   another vault; the caller wipes the key
 */
export function parseKeyFile(bytes: Uint8Array, vaultId: string): Result<Buffer> {
  if (bytes.byteLength > longestBytes) return fail('vault/key-file-unreadable')
  const [first, ...lines] = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\s*\r?\n/)
  const valueOf = (name: string) =>
    lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? ''
  const [vault, key, check] = [valueOf('vault'), valueOf('key'), valueOf('check')]
  const isWhole =
    first === title &&
    /^[0-9a-f]{32}$/.test(vault) &&
    /^[0-9a-f]{64}$/.test(key) &&
    isSameHex(check, checkOf(vault, key))
  if (!isWhole) return fail('vault/key-file-unreadable')
  return vault === vaultId ? ok(Buffer.from(key, 'hex')) : fail('vault/wrong-factor')
}

/** Tells a slip (a file cut short, a changed sign) from a wrong key. */
function checkOf(vaultId: string, key: string): string {
  return createHash('sha256').update(`sealpost/key-file/1/check ${vaultId} ${key}`).digest('hex').slice(0, 16)
}
