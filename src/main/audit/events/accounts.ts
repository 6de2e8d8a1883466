import { z } from 'zod'
import { count, event, fingerprint } from './fields.ts'

/** What may be told of an account: never a name, an address, a text or a secret. */
const accountDetails = z.strictObject({
  // `mail.example:993 implicit`, or `starttls`.
  imap: z.string().max(300).exactOptional(),
  smtp: z.string().max(300).exactOptional(),
  signature: z.enum(['of-its-own', 'of-the-practice']).exactOptional(),
  signIn: z.enum(['password', 'oauth', 'absent']).exactOptional(),
})

export const accountEvents = z.discriminatedUnion('type', [
  // Accounts, keys, policy.
  event('account.added', { account: z.number().int().positive(), signIn: z.enum(['password', 'oauth']) }),
  event('account.changed', {
    account: z.number().int().positive(),
    fields: z.array(z.enum(['name', 'signature', 'user-name', 'imap', 'smtp', 'password', 'sign-in'])).min(1),
    // Of what may be told, that which differs.
    old: accountDetails,
    new: accountDetails,
  }),
  // A new message leaves from it from now on.
  event('account.made-default', {
    account: z.number().int().positive(),
    replaces: z.number().int().positive().nullable(),
  }),
  // It and its mail go from this computer, not from the server.
  event('account.removed', { account: z.number().int().positive(), messages: count }),
  event('own-key.made', { fingerprint }),
  event('own-key.renewed', { fingerprint }),
  event('own-key.imported', { fingerprint }),
  // It signs what the account sends from now on.
  event('own-key.chosen', {
    fingerprint,
    account: z.number().int().positive(),
    replaces: fingerprint.nullable(),
  }),
  event('own-key.removed', { fingerprint }),
  event('own-key.certificate-exported', { fingerprint }),
  event('own-key.revoked', { fingerprint, reason: z.enum(['compromised', 'superseded']) }),
  // Whoever has the file can end the use of the key.
  event('own-key.revocation-exported', { fingerprint }),
  // Whom the practice trusts to vouch for mail certificates, and what issuers took back.
  event('mail-authority.added', { fingerprint }),
  event('mail-authority.removed', { fingerprint }),
  event('revocation-list.imported', { issuer: fingerprint, entries: count }),
  event('revocation-list.removed', { issuer: fingerprint }),
  event('practice.changed', { fields: z.array(z.string()) }),
  // `health-kept`: it tells of health beside a patient's address, and a person who was told of that kept it.
  event('outside.changed', { fields: z.array(z.string()), warning: z.enum(['none', 'health-kept']) }),
  // The page that patients with only a PDF answer on was saved to a file.
  event('reply-page.made', { fingerprint }),
  event('settings.changed', {
    setting: z.string(),
    old: z.union([z.string(), z.number(), z.boolean()]),
    new: z.union([z.string(), z.number(), z.boolean()]),
  }),
])
