import { z } from 'zod'

/**
 * As `z.array`, up to the first element that is wrong: whoever made a file chose how many there are, and describing a
 * million of them takes more time and memory than there is.
 */
export function listOf<T>(element: z.ZodType<T>, { most = Infinity } = {}) {
  return z.array(z.unknown()).transform((values, context) => {
    const read: T[] = []
    for (const value of values) {
      const one = element.safeParse(value)
      if (!one.success || read.length === most) return refuse(context)
      read.push(one.data)
    }
    return read
  })
}

/** As `z.record` with any names, likewise. */
export function recordOf<T>(member: z.ZodType<T>, { most = Infinity } = {}) {
  return z.custom<Readonly<Record<string, unknown>>>(isRecord).transform((values, context) => {
    const read = new Map<string, T>()
    for (const [name, value] of Object.entries(values)) {
      const one = member.safeParse(value)
      if (!one.success || read.size === most) return refuse(context)
      read.set(name, one.data)
    }
    return Object.fromEntries(read)
  })
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom' })
  return z.NEVER
}
