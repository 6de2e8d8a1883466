import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorCodes } from '../errors/index.ts'

/** What crosses the boundary when a call fails in an expected way: the stable code and the values its text names. */
export const failureSchema = z.object({
  code: z.enum(errorCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** Every procedure of the contract starts here: one typed error, `FAILURE`, carries all expected failures. */
export const procedure = oc.errors({ FAILURE: { data: failureSchema } })

/** Text that a person types into one field. */
export const lineSchema = z.string().max(998)
/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const instantSchema = z.iso.datetime()
export const nothing = z.void()
