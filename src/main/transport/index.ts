export type { MailCredentials } from './credentials.ts'
export { createPinnedTlsPolicy, createTlsPolicy, systemRoots } from './tls-policy.ts'
export type { TlsPolicy } from './tls-policy.ts'
export { connectImap, type ConnectOptions } from './imap/connect.ts'
export type {
  ChangedFlags,
  Downloaded,
  FetchedMessage,
  FlagChange,
  ImapCapabilities,
  ImapSession,
  ListedMailbox,
  MailboxEvent,
  MailboxRole,
  MailboxStatus,
  OpenedMailbox,
} from './imap/types.ts'
export { checkSmtp } from './smtp/check.ts'
export { submit } from './smtp/submit.ts'
export type { SubmitOptions } from './smtp/submit.ts'
export type { RecipientOutcome, SubmissionOutcome } from './smtp/outcome.ts'
export type { SmtpReply } from './smtp/errors.ts'
export { refreshTokens, signInWithBrowser } from './oauth/sign-in.ts'
export type { SignInDependencies } from './oauth/sign-in.ts'
export type { Now, OAuthProvider, OAuthTokens } from './oauth/types.ts'
export { fetchImage } from './https-image.ts'
export { findMailHosts, systemNames } from './mail-hosts.ts'
export type { MailHosts, NameService } from './mail-hosts.ts'
export { fetchFromKeyDirectory, internet } from './key-directory.ts'
export type { KeyDirectoryNetwork } from './key-directory.ts'
export { sendSyslog, type SyslogServer } from './syslog.ts'
