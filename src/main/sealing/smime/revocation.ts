import * as pkijs from 'pkijs'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import { parseBer, tryParse } from './asn1.ts'
import { pemBlocks } from './certificate-file.ts'
import { findChain, findWeakKey, type Trust } from './chain.ts'
import { elementAt } from './der.ts'
import { nameKeysOf } from './name-key.ts'
import { readListFields, timeOf, type ListFields } from './revocation-fields.ts'
import type { Revocation, RevocationLookup } from './revoked.ts'
import { schemeOf, verifies } from './signature-scheme.ts'
import { parseX509, type X509 } from './x509.ts'

/** A list whose signature was checked, and the key that made it. */
export type CheckedList = { readonly der: Uint8Array; readonly issuerKeyHash: string }

/** What a person needs to know of a list. Plain data. */
export type RevocationListInfo = {
  readonly der: Uint8Array
  /** Whose list it is, for display, and the fingerprint of its certificate. */
  readonly issuer: string
  readonly issuerFingerprint: string
  readonly issuerKeyHash: string
  /** Which part of the issuer's certificates it covers; lists of other parts stand beside it. */
  readonly part: string
  readonly issuedAt: Date
  /** When a newer one was promised; null when the issuer didn't say. */
  readonly nextAt: Date | null
  /** How many certificates it names. */
  readonly entries: number
}

/**
 * Reads a certificate revocation list (RFC 5280, section 5) that a person brought, and checks that a trusted
 * authority signed it. A list that isn't the newest any more is read: what it names stays revoked.
 *
 * @param input DER or PEM
 * @param known PEM of certificates with the authorities that came along, among which its issuer may be
 * @returns `smime/not-a-list`, `smime/list-unsupported` (a delta, or one for several issuers),
 *   `smime/list-unknown-issuer` (detail `name`), `smime/list-weak`, `smime/list-broken`, `smime/list-not-yet-valid`
 */
export function readRevocationList(
  input: Uint8Array,
  known: readonly string[],
  trust: Trust,
): Result<RevocationListInfo> {
  const der = derOf(input)
  const fields = der === null ? null : readListFields(der)
  if (der === null || fields === null) return fail('smime/not-a-list')
  if (!fields.isComplete) return fail('smime/list-unsupported')
  const { anchors } = trust
  const authorities = authoritiesAbove(fields.issuerKey, known)
  const issuers = [...anchors.bySubject(fields.issuerKey), ...authorities].filter(
    (one) =>
      mayHaveIssued(one, fields) && (anchors.has(one.fingerprint) || findChain(one, authorities, trust).ok),
  )
  if (issuers.length === 0) return fail('smime/list-unknown-issuer', { name: fields.issuerName })
  const scheme = schemeOf(fields.algorithm)
  if (scheme === 'weak' || issuers.every((one) => findWeakKey(one) !== null)) return fail('smime/list-weak')
  const signer =
    scheme === 'unsupported'
      ? undefined
      : issuers.find((one) => verifies(scheme, fields.signedBytes, fields.signature, one.publicKey))
  if (signer === undefined) return fail('smime/list-broken')
  if (findWeakKey(signer) !== null) return fail('smime/list-weak')
  if (fields.issuedAt > trust.now) return fail('smime/list-not-yet-valid')
  const { part, issuedAt, nextAt } = fields
  return ok({
    der,
    issuer: signer.subjectName,
    issuerFingerprint: signer.fingerprint,
    issuerKeyHash: signer.keyHash,
    part,
    issuedAt,
    nextAt,
    entries: countEntries(der, fields),
  })
}

/** Makes lists that were checked when they came usable for judging; nothing but their frame is read now. */
export function lookUpRevocations(lists: readonly CheckedList[]): RevocationLookup {
  const opened = lists.flatMap(({ der, issuerKeyHash }) => {
    const fields = readListFields(der)
    return fields === null ? [] : [{ der, issuerKeyHash, fields }]
  })
  return (issuer, serial) => {
    for (const { der, issuerKeyHash, fields } of opened) {
      if (issuerKeyHash !== issuer.keyHash || fields.issuerKey !== issuer.subjectKey) continue
      const found = findEntry(der, fields, serial)
      if (found !== null) return found
    }
    return null
  }
}

function derOf(input: Uint8Array): Uint8Array | null {
  if (input.length > limits.revocationListBytes) return null
  const start = Buffer.from(input.subarray(0, 4096)).toString('latin1')
  if (!start.includes('-----BEGIN')) return input
  const blocks = pemBlocks(Buffer.from(input).toString('latin1'))
  return blocks.length === 1 ? (blocks[0] ?? null) : null
}

/** Those with a name and those above them. Of the many certificates of people only names are read. */
function authoritiesAbove(subjectKey: string, known: readonly string[]): X509[] {
  const ders = new Map(known.flatMap(pemBlocks).map((der) => [Buffer.from(der).toString('latin1'), der]))
  const named = [...ders.values()].map((der) => ({ der, keys: nameKeysOf(der) }))
  const found = new Map<string, X509>()
  let wanted = new Set([subjectKey])
  for (let level = 0; level < limits.smimeChainLength && wanted.size > 0; level += 1) {
    const next = named
      .filter(({ keys }) => keys !== null && wanted.has(keys.subjectKey))
      .flatMap(({ der }) => parseX509(der) ?? [])
      .filter(({ fingerprint }) => !found.has(fingerprint))
    for (const authority of next) found.set(authority.fingerprint, authority)
    wanted = new Set(next.map(({ issuerKey }) => issuerKey))
  }
  return [...found.values()]
}

function mayHaveIssued(
  { subjectKey, subjectKeyId, keyUsage, isAuthority }: X509,
  { issuerKey, authorityKeyId }: ListFields,
): boolean {
  const isOtherKey = authorityKeyId !== null && subjectKeyId !== null && authorityKeyId !== subjectKeyId
  // RFC 5280, section 6.3.3 (f).
  return subjectKey === issuerKey && isAuthority && !isOtherKey && (keyUsage?.has('cRLSign') ?? true)
}

function countEntries(der: Uint8Array, { entries }: ListFields): number {
  let count = 0
  for (let at = entries?.content ?? 0; entries !== null && at < entries.end; count += 1) {
    const entry = elementAt(der, at, entries.end)
    if (entry === null) break
    at = entry.end
  }
  return count
}

/** Walks through the entries without building them: a list may have a hundred thousand. */
function findEntry(der: Uint8Array, { entries }: ListFields, serial: string): Revocation | null {
  const wanted = Buffer.from(serial.length % 2 === 0 ? serial : `0${serial}`, 'hex')
  for (let at = entries?.content ?? 0; entries !== null && at < entries.end;) {
    const entry = elementAt(der, at, entries.end)
    const number = entry === null ? null : elementAt(der, entry.content, entry.end)
    if (entry === null || number === null) return null
    at = entry.end
    let from = number.content
    while (from < number.end && der[from] === 0) from += 1
    if (Buffer.compare(wanted, der.subarray(from, number.end)) !== 0) continue
    const date = elementAt(der, number.end, entry.end)
    const since = (date === null ? null : timeOf(der, date)) ?? new Date(0)
    const extensions = date === null ? null : elementAt(der, date.end, entry.end)
    const isKeySafe = extensions !== null && isGivenUp(der.subarray(extensions.start, extensions.end))
    return { since, isKeySafe }
  }
  return null
}

/** Affiliation changed, superseded, cessation of operation (RFC 5280, section 5.3.1). */
const givenUp: ReadonlySet<number> = new Set([3, 4, 5])

function isGivenUp(extensions: Uint8Array): boolean {
  const block = parseBer(extensions)
  const read = block === null ? null : tryParse(() => new pkijs.Extensions({ schema: block }))
  const reason = read?.extensions.find(({ extnID }) => extnID === '2.5.29.21')
  const [tag, length, code] = reason?.extnValue.valueBlock.valueHexView ?? []
  return tag === 0x0a && length === 1 && code !== undefined && givenUp.has(code)
}
