/** What opens a mailbox. Held in memory for one connection; the store keeps it between them. */
export type MailCredentials =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'oauth'; readonly user: string; readonly accessToken: string }
