import type { AuditEventRow } from '../store/index.ts'
import type { KeptRecord } from './chain.ts'

/** The bytes of a line around hash and record: `{"hash":"…","record":{…}}`; of one that is withheld, `{"hash":"…"}`. */
const start = '{"hash":"'
const middle = '","record":'
const end = '}\n'
const withheldEnd = '"}\n'
const hashChars = 64

/** @param isShown whether the record goes along; otherwise its hash alone */
export function lineOf({ canonical, hash }: AuditEventRow, isShown: boolean): Uint8Array {
  const head = Buffer.from(`${start}${Buffer.from(hash).toString('hex')}`)
  return isShown
    ? Buffer.concat([head, Buffer.from(middle), canonical, Buffer.from(end)])
    : Buffer.concat([head, Buffer.from(withheldEnd)])
}

/** A line that is neither to the byte gives a record that can't be read. */
export function readLine(line: Uint8Array): KeptRecord {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength)
  const hashEnd = start.length + hashChars
  const hash = bytes.toString('latin1', start.length, hashEnd)
  const rest = bytes.subarray(hashEnd)
  if (bytes.toString('latin1', 0, start.length) !== start) return unreadable
  if (rest.length === withheldEnd.length && rest.toString('latin1') === withheldEnd) {
    return /^[0-9a-f]{64}$/.test(hash) ? { bytes: new Uint8Array(0), hash, isWithheld: true } : unreadable
  }
  const isFramed =
    rest.toString('latin1', 0, middle.length) === middle &&
    rest.subarray(-end.length).toString('latin1') === end
  return isFramed ? { bytes: rest.subarray(middle.length, -end.length), hash } : unreadable
}

export const unreadable: KeptRecord = { bytes: new Uint8Array(0), hash: '' }
