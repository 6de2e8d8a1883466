import type * as pkijs from 'pkijs'
import { encode } from './asn1.ts'
import { elementAt, elementsIn, type DerElement } from './der.ts'

/** More parts than any real name has. */
const mostParts = 64

const tags = { utf8: 0x0c, universal: 0x1c, bmp: 0x1e }
/** Numeric, printable, teletex, IA5, visible and general strings: one byte a character. */
const byteStrings: ReadonlySet<number> = new Set([0x12, 0x13, 0x14, 0x16, 0x1a, 0x1b])

/**
 * A distinguished name in a form that can be compared (RFC 5280, section 7.1, without case and doubled spaces): type
 * and value of each part, in order. It is read from the bytes, since hundreds of roots are compared by it.
 *
 * @returns null when it isn't a name
 */
export function nameKey(bytes: Uint8Array, name: DerElement): string | null {
  const parts: [string, string][] = []
  for (const set of elementsIn(bytes, name, mostParts) ?? []) {
    for (const part of elementsIn(bytes, set, mostParts) ?? []) {
      const [type, value] = elementsIn(bytes, part, 2) ?? []
      if (type === undefined || value === undefined) return null
      parts.push([hex(bytes, type.content, type.end), comparable(bytes, value)])
    }
  }
  return JSON.stringify(parts)
}

/** The same of a name that was taken apart. */
export function nameKeyOf(name: pkijs.RelativeDistinguishedNames): string | null {
  const bytes = encode(name.toSchema())
  const element = elementAt(bytes, 0, bytes.length)
  return element === null ? null : nameKey(bytes, element)
}

/** Whom a certificate names and who issued it, each as `nameKey`; null when the bytes aren't a certificate's. */
export function nameKeysOf(
  der: Uint8Array,
): { readonly subjectKey: string; readonly issuerKey: string } | null {
  const certificate = elementAt(der, 0, der.length)
  const body = certificate === null ? null : elementAt(der, certificate.content, certificate.end)
  const fields = (body === null ? null : elementsIn(der, body, 7)) ?? []
  // After the optional version: number, algorithm, issuer, validity, subject.
  const [, , issuer, , subject] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  if (issuer?.tag !== 0x30 || subject?.tag !== 0x30) return null
  const [subjectKey, issuerKey] = [nameKey(der, subject), nameKey(der, issuer)]
  return subjectKey === null || issuerKey === null ? null : { subjectKey, issuerKey }
}

function comparable(bytes: Uint8Array, value: DerElement): string {
  return textOf(bytes, value).trim().replace(/\s+/g, ' ').toLowerCase()
}

function textOf(bytes: Uint8Array, { tag, start, content, end }: DerElement): string {
  const characters = Buffer.from(bytes.buffer, bytes.byteOffset + content, end - content)
  if (tag === tags.utf8) return characters.toString('utf8')
  if (byteStrings.has(tag)) return characters.toString('latin1')
  if (tag === tags.bmp && characters.length % 2 === 0)
    return Buffer.from(characters).swap16().toString('utf16le')
  if (tag === tags.universal && characters.length % 4 === 0) return fourByteText(characters)
  return hex(bytes, start, end)
}

function fourByteText(characters: Buffer): string {
  const points = Array.from({ length: characters.length / 4 }, (_, at) => characters.readUInt32BE(at * 4))
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : ''
}

function hex(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('hex')
}
