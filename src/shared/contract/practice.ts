import { z } from 'zod'
import { instantSchema, lineSchema, nothing, procedure } from './base.ts'
import { categorySchema } from './drafts.ts'

export const practiceSchema = z.object({
  /** Shown in the app and inside the seal. */
  practiceName: lineSchema.max(200),
  /** The person who signs: "Dr. Rivera". */
  clinicianName: lineSchema.max(200),
  /** What anyone who sees the patient's phone reads: neutral by default, never a specialty. */
  outsideName: lineSchema.max(200),
  phone: z.string().max(64),
  address: z.string().max(500),
  signature: z.string().max(5000),
  language: z.enum(['en', 'es']),
})
export type Practice = z.infer<typeof practiceSchema>

export const neverFlaggedSchema = z.object({
  id: z.number().int().positive(),
  category: categorySchema,
  value: z.string(),
  addedAt: instantSchema,
})
export type NeverFlagged = z.infer<typeof neverFlaggedSchema>

export const practiceContract = {
  get: procedure.output(practiceSchema),
  save: procedure.input(practiceSchema).output(nothing),
  /** What "Never flag this" was said of, newest first. */
  neverFlagged: procedure.output(z.array(neverFlaggedSchema)),
  flagAgain: procedure.input(z.object({ id: z.number().int().positive() })).output(nothing),
  certificate: procedure.output(
    z.object({ armored: z.string(), fingerprint: z.string(), words: z.array(z.string()) }),
  ),
  exportCertificate: procedure.output(z.object({ saved: z.boolean() })),
}
