import { z } from 'zod'
import { serverSchema, type Account } from '../../shared/contract/index.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'

/** How an account reaches its host: what the store keeps as the account's settings. */
export const accountSettingsSchema = z.object({
  providerId: z.string().min(1).max(64),
  /** What the host calls the person; most often the address. */
  userName: z.string().min(1).max(320),
  imap: serverSchema,
  smtp: serverSchema,
})
export type AccountSettings = z.infer<typeof accountSettingsSchema>

/** What opens the mailbox between connections: what the store keeps, encrypted, as the account's credentials. */
export const storedCredentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().min(1) }),
  z.object({
    kind: z.literal('oauth'),
    refreshToken: z.string().nullable(),
    accessToken: z.string(),
    /** Milliseconds since the epoch; null when the provider names no end. */
    expiresAt: z.number().nullable(),
  }),
  /** The account came from recovery data, which holds none; `way`: how it signed in before. */
  z.object({ kind: z.literal('absent'), way: z.enum(['password', 'oauth']) }),
])
export type StoredCredentials = z.infer<typeof storedCredentialsSchema>
/** Those that open a mailbox. */
export type UsableCredentials = Exclude<StoredCredentials, { kind: 'absent' }>

/** A mail account as the store gives it back. */
export type AccountRecord = {
  readonly id: AccountId
  readonly name: string
  readonly address: string
  readonly settings: AccountSettings
  readonly credentials: StoredCredentials
  /** Stands below what is written from here; null: the practice's does. */
  readonly signature: string | null
}

/** What this room needs of the store. Every write is durable when the call returns. */
export type AccountRepository = {
  readonly list: () => readonly AccountRecord[]
  readonly find: (id: AccountId) => AccountRecord | null
  /**
   * Keeps renewed tokens in place of those that `refreshToken` belongs to. False, and nothing is written, when the
   * person has signed in in another way meanwhile.
   */
  readonly replaceTokens: (
    id: AccountId,
    refreshToken: string,
    credentials: StoredCredentials,
  ) => Result<boolean>
}

/** The account as the window sees it: without credentials. */
export function shownAccount(account: AccountRecord): Account {
  const { id, name, address, settings, credentials, signature } = account
  const signInKind = credentials.kind === 'absent' ? credentials.way : credentials.kind
  return { id, name, address, signature, ...settings, signInKind }
}
