export type { KnownContact, RecipientKnowledge } from './knowledge.ts'
