import { limits } from '../limits.ts'
import { BrokenTnef, ByteReader } from './byte-reader.ts'

/** Lengths of the property types of one size (MS-OXCDATA 2.11.1), padded as they stand in TNEF. */
const fixedLengths: ReadonlyMap<number, number> = new Map([
  [0x0001, 0],
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
])
const ptypUnicode = 0x001f
const ptypObject = 0x000d
const variableTypes: ReadonlySet<number> = new Set([0x001e, ptypUnicode, ptypObject, 0x0102])
const multipleFlag = 0x1000

export type MapiProperty = { readonly type: number; readonly bytes: Buffer }

/**
 * The first value of each property of an encapsulated list (MS-OXTNEF 2.1.3.4) by its id; named ones are left out.
 * Throws `BrokenTnef`, also where a type is unknown: its length is then unknown too.
 */
export function readMapiProperties(bytes: Buffer): Map<number, MapiProperty> {
  const reader = new ByteReader(bytes)
  const found = new Map<number, MapiProperty>()
  const count = Math.min(reader.u32(), limits.maxTnefProperties)
  for (let index = 0; index < count && !reader.isAtEnd; index += 1) {
    const type = reader.u16()
    const id = reader.u16()
    const isNamed = id >= 0x8000
    if (isNamed) skipName(reader)
    const value = readValues(reader, type)
    if (!isNamed && value !== null && !found.has(id))
      found.set(id, { type: type & ~multipleFlag, bytes: value })
  }
  return found
}

/** A text property (PtypString8 in the message's code page, PtypString in UTF-16), without its final NUL. */
export function textOf(property: MapiProperty | undefined, decode: (bytes: Buffer) => string): string | null {
  if (property === undefined) return null
  const { type, bytes } = property
  return (type === ptypUnicode ? bytes.toString('utf16le') : decode(bytes)).replace(/\0[^]*$/, '')
}

export function isObject({ type }: MapiProperty): boolean {
  return type === ptypObject
}

function skipName(reader: ByteReader): void {
  reader.take(16)
  const isByString = reader.u32() === 1
  if (isByString) reader.takePadded(reader.u32())
  else reader.u32()
}

function readValues(reader: ByteReader, type: number): Buffer | null {
  const base = type & ~multipleFlag
  const isVariable = variableTypes.has(base)
  const fixedLength = fixedLengths.get(base)
  // Every value takes room, so that a false count meets the end soon.
  if (!isVariable && (fixedLength === undefined || (fixedLength === 0 && type !== base)))
    throw new BrokenTnef()
  const count = isVariable || type !== base ? reader.u32() : 1
  let first: Buffer | null = null
  for (let index = 0; index < count; index += 1) {
    const value = reader.takePadded(isVariable ? reader.u32() : (fixedLength ?? 0))
    first ??= value
  }
  return first
}
