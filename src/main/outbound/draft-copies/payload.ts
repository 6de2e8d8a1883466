import { z } from 'zod'
import { draftContentSchema } from '../../../shared/contract/index.ts'

/** The file in a copy that holds the draft as the program knows it; beside it stand its text and its attachments. */
export const draftFile = {
  name: 'draft.json',
  contentType: 'application/vnd.sealpost.draft+json',
} as const

const messageIdSchema = z.string().min(3).max(998)

/** What a copy says of its draft. Believed only when our own key has signed it. */
export const draftPayloadSchema = z.object({
  version: z.literal(1),
  /** The same for all versions, on all computers. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** Of this version, with angle brackets: what stands outside isn't signed. */
  messageId: messageIdSchema,
  /** When its text was last changed, in ms since 1970. */
  savedAt: z.number().int().nonnegative(),
  /** Message-IDs of the versions that it came after, the newest first. */
  replaces: z.array(messageIdSchema).max(50),
  kind: z.enum(['new', 'reply', 'forward']),
  /** Message-ID, without angle brackets, of the message that it answers or forwards. */
  answers: z.string().max(998).nullable(),
  answeredMethod: z.enum(['openpgp', 'smime', 'sealed-message']).nullable(),
  content: draftContentSchema,
})
export type DraftPayload = z.infer<typeof draftPayloadSchema>

/** Null: not what this program writes. */
export function parseDraftPayload(bytes: Uint8Array): DraftPayload | null {
  try {
    const parsed = draftPayloadSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
