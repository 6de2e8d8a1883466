import { z } from 'zod'
import { errorCodes } from '../../../shared/errors/index.ts'
import { readSetting, saveSetting, type Reader, type Tx } from '../../store/index.ts'

const key = 'backup'
const at = z.int().nonnegative()

/** What this computer remembers of its backups. Times are milliseconds since 1970. */
const notesSchema = z.object({
  /** The folder that a person chose; null: no backups are made. */
  place: z.string().nullable(),
  /** A person said that nobody but the practice holds it. */
  isOurs: z.boolean().default(false),
  /** The newest version that was made here: an older one than this in the folder is no newest. */
  newest: z
    .object({
      number: z.int().positive(),
      sha256: z.string(),
      madeAt: at,
      storeBytes: z.int(),
      addedBytes: z.int(),
    })
    .nullable(),
  /** Since the newest was made. */
  failure: z.object({ code: z.enum(errorCodes), at }).nullable(),
  verified: z.object({ at, isWhole: z.boolean() }).nullable(),
  /** Names of the packs that were found changed then: nothing is built on them any more. */
  changedPacks: z.array(z.string()).default([]),
  drill: z.object({ at, passed: z.boolean(), withKit: z.boolean() }).nullable(),
})
export type BackupNotes = z.infer<typeof notesSchema>

export const noNotes: BackupNotes = {
  place: null,
  isOurs: false,
  newest: null,
  failure: null,
  verified: null,
  changedPacks: [],
  drill: null,
}

export function readNotes(reader: Reader): BackupNotes {
  return notesSchema.safeParse(readSetting(reader, key)).data ?? noNotes
}

/** Backups go to a place that somebody else may hold: 45 CFR 164.308(b) asks for an agreement with whoever does. */
export function areHeldByOthers(reader: Reader): boolean {
  const { place, isOurs } = readNotes(reader)
  return place !== null && !isOurs
}

export function saveNotes(tx: Tx, notes: BackupNotes, now: number): void {
  saveSetting(tx, key, notesSchema.parse(notes), now)
}
