import { settingsSchema, type Settings } from '../../shared/contract/index.ts'
import { readSetting, saveSetting, type Reader, type Tx } from '../store/index.ts'

const key = 'preferences'

/** 45 CFR 164.312(a)(2)(iii): automatic logoff is on from the start. */
const defaultPreferences: Settings = {
  idleLockMinutes: 10,
  hidesFromScreenCapture: true,
  singleLetterKeys: true,
  colorScheme: 'auto',
  looksUpKeys: false,
  fetchUpToBytes: 1_000_000,
  fetchBackMonths: null,
  keepsDraftsOnHost: true,
  spelling: 'en',
  passkeyUnlocksAlone: false,
  recognizersOff: [],
}

export function readPreferences(reader: Reader): Settings {
  const saved = readSetting(reader, key)
  // What was saved before a setting was added keeps the others.
  const parsed = settingsSchema.safeParse({ ...defaultPreferences, ...(saved as object | null) })
  return parsed.success ? parsed.data : defaultPreferences
}

export function savePreferences(tx: Tx, settings: Settings, now: number): void {
  saveSetting(tx, key, settingsSchema.parse(settings), now)
}
