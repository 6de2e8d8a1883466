import type { Server } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { checkSmtp, connectImap, type MailCredentials, type TlsPolicy } from '../transport/index.ts'

export type ConnectionSettings = {
  readonly imap: Server
  readonly smtp: Server
  readonly credentials: MailCredentials
}

/** One answer per server, so that a person sees which of the two is wrong. */
export type ConnectionCheck = {
  /** `hasInbox` is false on an account that signs in but has no mail, as some hosts' forwarding addresses do. */
  readonly imap: Result<{ readonly hasInbox: boolean }>
  /** The host's limit for one message in bytes, null when it names none. */
  readonly smtp: Result<{ readonly maxSizeBytes: number | null }>
}

/**
 * Signs in to both servers with TLS and leaves again. Each failure says precisely what is wrong: `tls/*` with host and
 * what the certificate says, `host/*`, `login/*`. There is no way to go on with a server that failed.
 */
export async function checkConnection(
  { imap, smtp, credentials }: ConnectionSettings,
  policy: TlsPolicy,
): Promise<ConnectionCheck> {
  const [imapOutcome, smtpOutcome] = await Promise.all([
    checkImap(imap, credentials, policy),
    checkSmtp(smtp, credentials, policy),
  ])
  return { imap: imapOutcome, smtp: smtpOutcome }
}

async function checkImap(
  server: Server,
  credentials: MailCredentials,
  policy: TlsPolicy,
): Promise<ConnectionCheck['imap']> {
  const session = await connectImap(server, credentials, policy)
  if (!session.ok) return session
  try {
    const mailboxes = await session.value.listMailboxes()
    if (!mailboxes.ok) return mailboxes
    return ok({ hasInbox: mailboxes.value.some((mailbox) => mailbox.role === 'inbox') })
  } finally {
    await session.value.close()
  }
}
