import { z } from 'zod'

/** A random code that stands for a contact or a user; names join only at display and export. */
export const person = z.string().regex(/^[a-z0-9]{8,32}$/)
/** Row id of a received or filed message. */
export const message = z.number().int().positive()
export const count = z.number().int().nonnegative()
export const code = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
export const fingerprint = z.string().regex(/^[0-9A-F]{40,64}$/)
export const logId = z.string().regex(/^[0-9a-f]{32}$/)
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** How many messages one event names. */
export const mostNamed = 500

export function event<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), ...shape })
}
