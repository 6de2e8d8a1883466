import type { Rung } from '../../shared/contract/index.ts'
import { knowledgeOf, type RecipientKnowledge } from '../directory/index.ts'
import { readLimits } from '../practice/index.ts'

/** What is known of an address, and how weak a method may be: absent, every rung of the ladder may. */
export type KnownByPolicy = RecipientKnowledge & { readonly weakestMethod?: Rung }

/** As `knowledgeOf`, with what the practice's policy says. Everything that leaves is routed by this. */
export function knownByPolicy(...[reader, ...rest]: Parameters<typeof knowledgeOf>): KnownByPolicy {
  const known = knowledgeOf(reader, ...rest)
  const limits = readLimits(reader)
  return limits === null ? known : { ...known, weakestMethod: limits.weakestMethod }
}
