import { z } from 'zod'
import { accountIdSchema } from '../ids.ts'
import { failureSchema, lineSchema, nothing, procedure } from './base.ts'
import { secretSchema } from './vault.ts'

/** Only these two exist: TLS from the first byte (RFC 8314), or STARTTLS that must succeed before anything is sent. */
export const securitySchema = z.enum(['implicit', 'starttls'])

export const serverSchema = z.object({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65535),
  security: securitySchema,
})
export type Server = z.infer<typeof serverSchema>

export const signInWaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('oauth'), label: z.string(), isConfigured: z.boolean() }),
  z.object({
    kind: z.literal('app-password'),
    label: z.string(),
    steps: z.array(z.string()),
    url: z.string(),
  }),
  z.object({ kind: z.literal('password'), label: z.string() }),
])
export type SignInWay = z.infer<typeof signInWaySchema>

export const suggestionSchema = z.object({
  providerId: z.string(),
  providerName: z.string(),
  ways: z.array(signInWaySchema).min(1),
  imap: serverSchema,
  smtp: serverSchema,
})
export type ServerSuggestion = z.infer<typeof suggestionSchema>

/** What the domain of an address says of its servers; to be shown and confirmed before anything is sent there. */
export const serverLookUpSchema = z.discriminatedUnion('kind', [
  /**
   * By the names of its services (RFC 6186). `named`: which of the two; the other is the provider's that is known, or a
   * guess. `elsewhere`: hosts of the suggestion that aren't within the domain.
   */
  z.object({
    kind: z.literal('named'),
    domain: z.string(),
    suggestion: suggestionSchema,
    named: z.array(z.enum(['imap', 'smtp'])).min(1),
    elsewhere: z.array(z.string()),
  }),
  /** One that is known takes its mail. */
  z.object({ kind: z.literal('provider'), domain: z.string(), suggestion: suggestionSchema }),
  z.object({ kind: z.literal('nothing'), domain: z.string() }),
])
export type ServerLookUp = z.infer<typeof serverLookUpSchema>

export const accountDetailsSchema = z.object({
  name: lineSchema.min(1),
  address: z.string().min(1).max(320),
  providerId: z.string().max(64),
  userName: z.string().min(1).max(320),
  imap: serverSchema,
  smtp: serverSchema,
  signIn: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('password'), password: secretSchema }),
    /** A finished browser sign-in; its tokens stay in the engine. */
    z.object({ kind: z.literal('oauth'), signInId: z.string().max(64) }),
  ]),
})
export type AccountDetails = z.infer<typeof accountDetailsSchema>

/** New details for an account that is set up; its address stays. */
export const accountChangeSchema = accountDetailsSchema
  .pick({ name: true, userName: true, imap: true, smtp: true })
  .extend({
    id: accountIdSchema,
    /** Below what is written from here; null: the practice's. */
    signature: z.string().max(2000).nullable(),
    signIn: z.discriminatedUnion('kind', [
      /** What is stored goes on; not to another host than it was given to. */
      z.object({ kind: z.literal('kept') }),
      ...accountDetailsSchema.shape.signIn.options,
    ]),
  })
export type AccountChange = z.infer<typeof accountChangeSchema>

export const checkOutcomeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: failureSchema }),
])

const checksSchema = z.object({ imap: checkOutcomeSchema, smtp: checkOutcomeSchema })

export const accountSchema = z.object({
  id: accountIdSchema,
  name: z.string(),
  address: z.string(),
  /** Below what is written from here; null: the practice's. */
  signature: z.string().nullable(),
  providerId: z.string(),
  userName: z.string(),
  /** How it signs in now; with what stays in the engine. */
  signInKind: z.enum(['password', 'oauth']),
  imap: serverSchema,
  smtp: serverSchema,
})
export type Account = z.infer<typeof accountSchema>

/** What removing an account takes from this computer, and what has to be decided before. */
export const accountRemovalSchema = z.object({
  messages: z.number().int().nonnegative(),
  /** They go on from the default account. */
  drafts: z.number().int().nonnegative(),
  /** Messages in the outbox that wait, or whose fate is open: with any, it can't be removed. */
  undecided: z.number().int().nonnegative(),
  /** Sent, and not filed in Sent on the server yet: their only copy goes. */
  unfiledCopies: z.number().int().nonnegative(),
  /** Done here and not told to the server yet. */
  untoldActions: z.number().int().nonnegative(),
})
export type AccountRemoval = z.infer<typeof accountRemovalSchema>

const accountRef = z.object({ id: accountIdSchema })

export const accountsContract = {
  /** The default first: a new message leaves from it. */
  list: procedure.output(z.array(accountSchema)),
  suggest: procedure.input(z.object({ address: z.string().max(320) })).output(suggestionSchema),
  /** Asks the name service about the domain of an address, which it learns. Errors: `account/bad-address`, `host/offline`. */
  lookUp: procedure.input(z.object({ address: z.string().max(320) })).output(serverLookUpSchema),
  /** RFC 8252: opens the system browser and waits for its answer on loopback. */
  signIn: procedure
    .input(z.object({ providerId: z.string().max(64), address: z.string().max(320) }))
    .output(z.object({ signInId: z.string() })),
  cancelSignIn: procedure.output(nothing),
  check: procedure.input(accountDetailsSchema).output(checksSchema),
  /** Checks, stores the account and makes the practice's OpenPGP key. */
  add: procedure.input(accountDetailsSchema).output(accountSchema),
  checkChange: procedure.input(accountChangeSchema).output(checksSchema),
  /** Checks, stores the new details and goes on with them at once. */
  update: procedure.input(accountChangeSchema).output(accountSchema),
  makeDefault: procedure.input(accountRef).output(z.array(accountSchema)),
  /** What `remove` would take away. */
  previewRemoval: procedure.input(accountRef).output(accountRemovalSchema),
  /** Takes the account and all its mail from this computer; nothing is done on the server. Recorded before it happens. */
  remove: procedure.input(accountRef).output(z.array(accountSchema)),
  /** Opens the embedded demo practice that the start script offers: makes a vault and its account in one step. */
  openDemo: procedure.output(nothing),
}
