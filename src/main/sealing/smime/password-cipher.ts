import { createDecipheriv, createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import { childrenOf, octetsOf, tryParse } from './asn1.ts'
import { decryptRc2Cbc } from './rc2.ts'

const derive = promisify(pbkdf2)

type LegacyShape = { readonly cipher: '3des' | 'rc2'; readonly keyBytes: number }

/** RFC 7292, appendix C, all with SHA-1. RC4 is left out: nothing makes it any more. */
const legacy: Readonly<Record<string, LegacyShape>> = {
  '1.2.840.113549.1.12.1.3': { cipher: '3des', keyBytes: 24 },
  '1.2.840.113549.1.12.1.4': { cipher: '3des', keyBytes: 16 },
  '1.2.840.113549.1.12.1.5': { cipher: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { cipher: 'rc2', keyBytes: 5 },
}

const pbes2 = '1.2.840.113549.1.5.13'
const pbkdf2Oid = '1.2.840.113549.1.5.12'

const ciphers: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
}

const macs: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

const digests: Readonly<Record<string, { readonly name: string; readonly block: number }>> = {
  '1.3.14.3.2.26': { name: 'sha1', block: 64 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', block: 64 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', block: 128 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', block: 128 },
}

/**
 * Decrypts what a PKCS#12 file holds: PBES2 (RFC 8018) or the older schemes (RFC 7292, appendix B).
 *
 * @returns `smime/wrong-password` when it doesn't decrypt, `smime/unsupported-algorithm` (detail `algorithm`), or
 *   `smime/limits-exceeded` for an absurd number of rounds
 */
export async function decryptWithPassword(
  algorithm: pkijs.AlgorithmIdentifier,
  ciphertext: Uint8Array,
  password: string,
): Promise<Result<Uint8Array>> {
  const { algorithmId } = algorithm
  const shape = legacy[algorithmId]
  if (shape !== undefined) return decryptLegacy(shape, algorithm, ciphertext, password)
  if (algorithmId !== pbes2) return fail('smime/unsupported-algorithm', { algorithm: algorithmId })
  const params = tryParse(() => new pkijs.PBES2Params({ schema: algorithm.algorithmParams }))
  const kdf = params?.keyDerivationFunc
  const derivation =
    kdf?.algorithmId === pbkdf2Oid
      ? tryParse(() => new pkijs.PBKDF2Params({ schema: kdf.algorithmParams }))
      : null
  const cipher = ciphers[params?.encryptionScheme.algorithmId ?? '']
  const hash = macs[derivation?.prf?.algorithmId ?? '1.2.840.113549.2.7']
  if (params === null || derivation === null || cipher === undefined || hash === undefined)
    return fail('smime/unsupported-algorithm', { algorithm: kdf?.algorithmId ?? algorithmId })
  const rounds = derivation.iterationCount
  if (rounds < 1) return fail('smime/not-a-key-file')
  if (rounds > limits.pkcs12Pbkdf2Rounds) return fail('smime/limits-exceeded')
  const iv = octetsOf(params.encryptionScheme.algorithmParams)
  const key = await derive(password, octetsOf(derivation.salt), rounds, cipher.keyBytes, hash)
  return decipher(cipher.name, key, iv, ciphertext)
}

function decryptLegacy(
  { cipher, keyBytes }: LegacyShape,
  algorithm: pkijs.AlgorithmIdentifier,
  ciphertext: Uint8Array,
  password: string,
): Result<Uint8Array> {
  const [salt, count] = childrenOf(algorithm.algorithmParams)
  if (!(salt instanceof asn1.OctetString) || !(count instanceof asn1.Integer))
    return fail('smime/not-a-key-file')
  const rounds = count.valueBlock.valueDec
  if (rounds > limits.pkcs12LegacyRounds) return fail('smime/limits-exceeded')
  const make = (purpose: 1 | 2, size: number) =>
    deriveLegacy({ name: 'sha1', block: 64 }, password, octetsOf(salt), rounds, purpose, size)
  const key = make(1, keyBytes)
  const iv = make(2, 8)
  if (cipher === 'rc2') {
    const plain = decryptRc2Cbc(key, keyBytes * 8, iv, ciphertext)
    return plain === null ? fail('smime/wrong-password') : ok(plain)
  }
  // With two keys the first is used again as the third.
  return decipher('des-ede3-cbc', Buffer.concat([key, key]).subarray(0, 24), iv, ciphertext)
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Result<Uint8Array> {
  const plain = tryParse(() => {
    const cipher = createDecipheriv(name, key, iv)
    return Buffer.concat([cipher.update(ciphertext), cipher.final()])
  })
  return plain === null ? fail('smime/wrong-password') : ok(plain)
}

/**
 * Checks the MAC over a PKCS#12 file (RFC 7292, section 5.1), which tells a wrong password from a damaged file.
 *
 * @returns `smime/wrong-password`, `smime/unsupported-algorithm`, `smime/limits-exceeded`
 */
export function checkPasswordMac(mac: pkijs.MacData, content: Uint8Array, password: string): Result<null> {
  const { algorithmId } = mac.mac.digestAlgorithm
  const digest = digests[algorithmId]
  if (digest === undefined) return fail('smime/unsupported-algorithm', { algorithm: algorithmId })
  const rounds = mac.iterations ?? 1
  if (rounds > limits.pkcs12LegacyRounds) return fail('smime/limits-exceeded')
  const expected = octetsOf(mac.mac.digest)
  const key = deriveLegacy(digest, password, octetsOf(mac.macSalt), rounds, 3, expected.length)
  const actual = createHmac(digest.name, key).update(content).digest()
  const isSame = actual.length === expected.length && timingSafeEqual(actual, expected)
  return isSame ? ok(null) : fail('smime/wrong-password')
}

/**
 * RFC 7292, appendix B.2.
 *
 * @param purpose 1 for a key, 2 for an initialization vector, 3 for a MAC key
 */
function deriveLegacy(
  { name, block }: { readonly name: string; readonly block: number },
  password: string,
  salt: Uint8Array,
  rounds: number,
  purpose: 1 | 2 | 3,
  size: number,
): Uint8Array {
  // BMPString with its terminating zero: UTF-16, the high byte first.
  const text = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const input = Buffer.concat([fill(salt, block), fill(text, block)])
  const blocks: Buffer[] = []
  while (Buffer.concat(blocks).length < size) {
    let hash = createHash(name).update(Buffer.alloc(block, purpose)).update(input).digest()
    for (let round = 1; round < rounds; round++) hash = createHash(name).update(hash).digest()
    blocks.push(hash)
    const added = fill(hash, block).subarray(0, block)
    for (let at = 0; at < input.length; at += block) addOne(input.subarray(at, at + block), added)
  }
  return Buffer.concat(blocks).subarray(0, size)
}

/** Repeated to a whole number of blocks. */
function fill(bytes: Uint8Array, block: number): Buffer {
  const length = Math.ceil(bytes.length / block) * block
  return Buffer.from(Uint8Array.from({ length }, (_, at) => bytes[at % bytes.length] ?? 0))
}

/** target = target + added + 1, as big numbers of that length. */
function addOne(target: Buffer, added: Uint8Array): void {
  let carry = 1
  for (let at = target.length - 1; at >= 0; at--) {
    carry += (target[at] ?? 0) + (added[at] ?? 0)
    target[at] = carry & 0xff
    carry >>= 8
  }
}
