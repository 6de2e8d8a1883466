import { z } from 'zod'
import { count, event, fingerprint, sha256 } from './fields.ts'

const roles = ['owner', 'clinician', 'biller', 'auditor'] as const

export const policyEvents = z.discriminatedUnion('type', [
  // The practice's policy (docs/policy.md), by its hash; issued here, or taken from the owner's file.
  event('policy.issued', { version: z.number().int().positive(), hash: sha256 }),
  event('policy.imported', {
    version: z.number().int().positive(),
    hash: sha256,
    signer: fingerprint,
    role: z.enum([...roles, 'revoked']),
  }),
  // Nothing that this key signed counts here any more; another practice's may, once it was compared.
  event('policy.left', { version: z.number().int().positive(), signer: fingerprint }),
  event('policy.rule-changed', {
    version: z.number().int().positive(),
    rule: z.string(),
    old: z.union([z.string(), z.number(), z.boolean()]),
    new: z.union([z.string(), z.number(), z.boolean()]),
  }),
  // Who has a seat in the practice, by its random id: 164.308(a)(3)(ii)(C), (a)(4)(ii)(B), (C).
  event('policy.seat-changed', {
    version: z.number().int().positive(),
    seat: z.string().regex(/^[0-9a-f]{16}$/),
    old: z.enum(['none', ...roles, 'revoked']),
    new: z.enum(['none', ...roles, 'revoked']),
  }),
  // A person looked through who has access, by this version: 164.308(a)(4)(ii)(C).
  event('access.reviewed', { version: z.number().int().positive(), seats: count }),
  event('policy.saved', { version: z.number().int().positive(), hash: sha256 }),
])
