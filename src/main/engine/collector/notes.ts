import { z } from 'zod'
import { readMeta, readSetting, saveSetting, writeMeta, type Reader, type Tx } from '../../store/index.ts'

const key = 'audit-collector'

const collectorSchema = z.strictObject({
  host: z.string(),
  port: z.int(),
  /** PEM: this one alone is trusted; null: whoever this computer trusts. */
  certificate: z.string().nullable(),
})
/** Where the log goes. */
export type Collector = z.infer<typeof collectorSchema>

export function readCollector(reader: Reader): Collector | null {
  return collectorSchema.safeParse(readSetting(reader, key)).data ?? null
}

export function saveCollector(tx: Tx, collector: Collector | null, now: number): void {
  saveSetting(tx, key, collector, now)
}

const positionSchema = z.strictObject({
  seq: z.int().nonnegative(),
  /** When it was known to have that, ms since 1970; null: it has nothing yet. */
  at: z.int().nullable(),
})
/** How far the collector has the log. */
export type Position = z.infer<typeof positionSchema>

export const beginning: Position = { seq: 0, at: null }

/**
 * Kept beside the log and not among the settings, which recovery data takes along to a store whose log begins anew.
 * One that can't be read counts as the beginning: a collector may get doubles, and nothing is left out.
 */
export function readPosition(reader: Reader): Position {
  const text = readMeta(reader, 'audit-forwarded')
  return text === null ? beginning : (positionSchema.safeParse(parsed(text)).data ?? beginning)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function savePosition(tx: Tx, position: Position): void {
  writeMeta(tx, 'audit-forwarded', JSON.stringify(position))
}
