import { auditHead, readMeta, type Reader } from '../store/index.ts'

/** Clocks of two computers differ, and one is put right now and then: a day is neither. */
const toleratedMs = 24 * 60 * 60 * 1000

/**
 * Whether this computer's clock shows a time before the vault was made, or before what its log knows to have happened:
 * certificates then look as if they weren't valid yet, and mail gets a wrong date.
 */
export function isClockBehind(reader: Reader, now: Date): boolean {
  const createdAt = Date.parse(readMeta(reader, 'created-at') ?? '')
  const latest = Math.max(Number.isNaN(createdAt) ? 0 : createdAt, auditHead(reader)?.at ?? 0)
  return now.getTime() < latest - toleratedMs
}
