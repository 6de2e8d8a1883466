import { ImapFlow } from 'imapflow'
import type { Server } from '../../../shared/contract/index.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { describeFailure } from '../connection-errors.ts'
import type { MailCredentials } from '../credentials.ts'
import { transportLimits } from '../limits.ts'
import type { TlsPolicy } from '../tls-policy.ts'
import { boundAnswers } from './bound-answers.ts'
import { boundVanished } from './bound-vanished.ts'
import { imapErrorCode } from './errors.ts'
import { createSession } from './session.ts'
import type { ImapSession } from './types.ts'

export type ConnectOptions = { readonly compresses?: boolean }

/**
 * Connects, protects the connection by TLS, and signs in. Nothing is said before TLS but CAPABILITY, ID and
 * STARTTLS, and what was heard before it is forgotten (RFC 3501 section 6.2.1).
 *
 * @param options whether to ask for COMPRESS (RFC 4978), where the server has it
 * @returns `tls/*` and `host/*` (with `host`, `port` and what the certificate says), `login/*`;
 *   `host/protocol-violation` for a server that claims to know us before we signed in (PREAUTH)
 */
export async function connectImap(
  server: Server,
  credentials: MailCredentials,
  policy: TlsPolicy,
  { compresses = false }: ConnectOptions = {},
): Promise<Result<ImapSession>> {
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.security === 'implicit',
    ...(server.security === 'starttls' ? { doSTARTTLS: true } : {}),
    tls: { ...policy.options },
    auth:
      credentials.kind === 'oauth'
        ? { user: credentials.user, accessToken: credentials.accessToken }
        : { user: credentials.user, pass: credentials.password },
    clientInfo: { name: 'Sealpost', version: false, vendor: false, 'support-url': false },
    logger: false,
    disableAutoIdle: true,
    // Compressing secrets beside text that an attacker can send us tells their content by size (CRIME).
    disableCompression: !compresses,
    qresync: true,
    maxIdleTime: transportLimits.idleRenewMs,
    connectionTimeout: transportLimits.connectTimeoutMs,
    greetingTimeout: transportLimits.greetingTimeoutMs,
    socketTimeout: transportLimits.imapSilenceTimeoutMs,
    maxLineLength: transportLimits.imapLineBytes,
    maxLiteralSize: transportLimits.messageBytes,
    maxResponseSize: transportLimits.messageBytes + transportLimits.imapLineBytes,
  })
  // Without a listener an error on the socket would end the process; `connect` and every command report it too.
  client.on('error', () => undefined)
  boundVanished(client)
  boundAnswers(client)
  try {
    await client.connect()
  } catch (error) {
    client.close()
    const code = wasPreauthenticated(client) ? 'host/protocol-violation' : imapErrorCode(error, credentials)
    return { ok: false, error: await describeFailure(code, server, 'imap') }
  }
  if (wasPreauthenticated(client)) {
    client.close()
    return { ok: false, error: await describeFailure('host/protocol-violation', server, 'imap') }
  }
  return ok(createSession(client, credentials, compresses))
}

/** After a PREAUTH greeting imapflow counts as signed in and has kept no text of an OK greeting. */
function wasPreauthenticated(client: ImapFlow): boolean {
  return client.authenticated !== false && client.greeting === undefined
}
