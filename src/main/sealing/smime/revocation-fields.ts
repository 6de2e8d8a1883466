import * as pkijs from 'pkijs'
import { childrenOf, isContextTag, parseBer, tryParse } from './asn1.ts'
import { elementAt, elementsIn, type DerElement } from './der.ts'
import { nameKey } from './name-key.ts'
import { displayName } from './x509.ts'

/** The frame of a list (RFC 5280, section 5.1); its entries are left where they stand. */
export type ListFields = {
  readonly signedBytes: Uint8Array
  readonly algorithm: pkijs.AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly issuerKey: string
  readonly issuerName: string
  readonly issuedAt: Date
  readonly nextAt: Date | null
  /** The SEQUENCE of revoked certificates; null when there are none. */
  readonly entries: DerElement | null
  readonly authorityKeyId: string | null
  /** The distribution point it was made for, as encoded; empty for everything the issuer issued. */
  readonly part: string
  /** Not a delta, not for other issuers' certificates, nothing critical that isn't understood. */
  readonly isComplete: boolean
}

const tags = {
  integer: 0x02,
  bits: 0x03,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  extensions: 0xa0,
}
const extensionIds = { number: '2.5.29.20', point: '2.5.29.28', authorityKey: '2.5.29.35' }

/** Null when the bytes aren't a list. */
export function readListFields(der: Uint8Array): ListFields | null {
  const frame = readFrame(der)
  if (frame === null) return null
  const { body, outer, bits, issuer, thisUpdate, nextUpdate, entries } = frame
  const extensions = readExtensions(der, frame.extensions)
  const issuedAt = timeOf(der, thisUpdate)
  const issuerKey = nameKey(der, issuer)
  const algorithm = parsed(der, outer, (schema) => new pkijs.AlgorithmIdentifier({ schema }))
  const name = parsed(der, issuer, (schema) => new pkijs.RelativeDistinguishedNames({ schema }))
  if (extensions === null || issuedAt === null || issuerKey === null || algorithm === null || name === null)
    return null
  return {
    signedBytes: sliceOf(der, body),
    algorithm,
    // Its first byte counts unused bits.
    signature: der.subarray(bits.content + 1, bits.end),
    issuerKey,
    issuerName: displayName(name),
    issuedAt,
    nextAt: nextUpdate === null ? null : timeOf(der, nextUpdate),
    entries,
    ...judgeExtensions(extensions),
  }
}

/** Where each field stands. Section 5.1.1.2: the algorithm that is used must be the one that is signed. */
function readFrame(der: Uint8Array) {
  const list = elementAt(der, 0, der.length)
  if (list?.tag !== tags.sequence || list.end !== der.length) return null
  const [body, outer, bits] = elementsIn(der, list, 3) ?? []
  if (body?.tag !== tags.sequence || outer?.tag !== tags.sequence || bits?.tag !== tags.bits) return null
  const fields = elementsIn(der, body, 7) ?? []
  const [inner, issuer, thisUpdate, ...rest] = fields[0]?.tag === tags.integer ? fields.slice(1) : fields
  if (inner === undefined || issuer?.tag !== tags.sequence || thisUpdate === undefined) return null
  if (Buffer.compare(sliceOf(der, inner), sliceOf(der, outer)) !== 0) return null
  const nextUpdate = (isTime(rest[0]) ? rest.shift() : null) ?? null
  const entries = (rest[0]?.tag === tags.sequence ? rest.shift() : null) ?? null
  return { body, outer, bits, issuer, thisUpdate, nextUpdate, entries, extensions: rest[0] }
}

/** UTCTime or GeneralizedTime as certificates have it: to the second, in UTC (RFC 5280, section 4.1.2.5). */
export function timeOf(der: Uint8Array, { tag, content, end }: DerElement): Date | null {
  const text = Buffer.from(der.subarray(content, end)).toString('latin1')
  const long = tag === tags.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(long) ?? []
  if (year === undefined) return null
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time.getTime()) ? null : time
}

function isTime(element: DerElement | undefined): boolean {
  return element?.tag === tags.utcTime || element?.tag === tags.generalizedTime
}

function sliceOf(der: Uint8Array, { start, end }: DerElement): Uint8Array {
  return der.subarray(start, end)
}

function parsed<T>(der: Uint8Array, element: DerElement, make: (schema: unknown) => T): T | null {
  const block = parseBer(sliceOf(der, element))
  return block === null ? null : tryParse(() => make(block))
}

function readExtensions(der: Uint8Array, wrapped: DerElement | undefined): readonly pkijs.Extension[] | null {
  if (wrapped === undefined) return []
  const inner = wrapped.tag === tags.extensions ? elementAt(der, wrapped.content, wrapped.end) : null
  if (inner === null) return null
  return parsed(der, inner, (schema) => new pkijs.Extensions({ schema }))?.extensions ?? null
}

function judgeExtensions(
  extensions: readonly pkijs.Extension[],
): Pick<ListFields, 'authorityKeyId' | 'part' | 'isComplete'> {
  const find = (id: string) => extensions.find(({ extnID }) => extnID === id)
  const understood: readonly string[] = Object.values(extensionIds)
  const point = find(extensionIds.point)?.extnValue.valueBlock.valueHexView
  const key: unknown = find(extensionIds.authorityKey)?.parsedValue
  const keyId = key instanceof pkijs.AuthorityKeyIdentifier ? key.keyIdentifier : undefined
  return {
    authorityKeyId: keyId === undefined ? null : Buffer.from(keyId.valueBlock.valueHexView).toString('hex'),
    part: point === undefined ? '' : Buffer.from(point).toString('hex'),
    // The mark of a delta is critical and isn't understood (section 5.2.4).
    isComplete:
      extensions.every(({ extnID, critical }) => !critical || understood.includes(extnID)) &&
      (point === undefined || !isIndirect(point)),
  }
}

/** [4] of the issuing distribution point (section 5.2.5): other issuers' certificates are in it too. */
function isIndirect(point: Uint8Array): boolean {
  const block = parseBer(point)
  return block === null || childrenOf(block).some((field) => isContextTag(field, 4))
}
