import { z } from 'zod'
import { readSetting, saveSetting, type Reader, type Tx } from '../store/index.ts'

const key = 'factor-names'
const schema = z.record(z.string(), z.string())

/** What the practice calls its passkeys and key files, by the factor's id: in the store, as the header is readable. */
export function readFactorNames(reader: Reader): Readonly<Record<string, string>> {
  return schema.safeParse(readSetting(reader, key)).data ?? {}
}

/** @param name null: the factor is gone */
export function saveFactorName(tx: Tx, id: string, name: string | null, now: number): void {
  const others = Object.entries(readFactorNames(tx)).filter(([known]) => known !== id)
  saveSetting(tx, key, Object.fromEntries(name === null ? others : [...others, [id, name]]), now)
}
