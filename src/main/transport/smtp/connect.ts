import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Server } from '../../../shared/contract/index.ts'
import type { ErrorCode } from '../../../shared/errors/index.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { describeFailure } from '../connection-errors.ts'
import type { MailCredentials } from '../credentials.ts'
import { transportLimits } from '../limits.ts'
import type { TlsPolicy } from '../tls-policy.ts'
import { smtpErrorCode } from './errors.ts'
import { capabilitiesOf, logIn, type SmtpCapabilities } from './login.ts'

/** An authenticated connection to a submission server. */
export type SmtpConnected = { readonly connection: SMTPConnection; readonly capabilities: SmtpCapabilities }

/** nodemailer runs a handler of ours under this name; it is no SASL mechanism and never sent. */
const ownMethod = 'SEALPOST'

/**
 * Connects, protects the connection by TLS, and signs in. Nothing is said before TLS but EHLO and STARTTLS, and what
 * was heard before it is forgotten (RFC 3207 section 4.2).
 */
export async function connectSmtp(
  server: Server,
  credentials: MailCredentials,
  policy: TlsPolicy,
): Promise<Result<SmtpConnected>> {
  const outcome = await attempt(server, credentials, policy)
  return typeof outcome === 'string'
    ? { ok: false, error: await describeFailure(outcome, server, 'smtp') }
    : ok(outcome)
}

function attempt(
  server: Server,
  credentials: MailCredentials,
  policy: TlsPolicy,
): Promise<SmtpConnected | ErrorCode> {
  return new Promise((resolve) => {
    let wasInjected = false
    const finish = (outcome: SmtpConnected | ErrorCode): void => {
      if (typeof outcome === 'string') connection.close()
      resolve(outcome)
    }
    const connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.security === 'implicit',
      requireTLS: server.security === 'starttls',
      tls: { ...policy.options },
      // The default would tell the computer's name to the host.
      name: '[127.0.0.1]',
      connectionTimeout: transportLimits.connectTimeoutMs,
      greetingTimeout: transportLimits.greetingTimeoutMs,
      socketTimeout: transportLimits.smtpSilenceTimeoutMs,
      maxResponseSize: transportLimits.smtpReplyBytes,
      logger: injectionWatch(() => {
        wasInjected = true
      }),
      customAuth: {
        [ownMethod]: async (context) => {
          const code = await logIn(context, credentials)
          finish(code ?? { connection, capabilities: capabilitiesOf(context) })
        },
      },
    })
    connection.once('error', (error) => finish(smtpErrorCode(error)))
    // Errors after the first are about the same loss.
    connection.on('error', () => undefined)
    connection.connect((error) => {
      if (error) {
        finish(smtpErrorCode(error))
        return
      }
      if (wasInjected) {
        finish('tls/injected-plaintext')
        return
      }
      if (!connection.secure) {
        finish('tls/not-offered')
        return
      }
      connection.login({ method: ownMethod, user: credentials.user }, () => undefined)
    })
  })
}

/** Says goodbye and doesn't wait long for the answer. */
export function hangUp(connection: SMTPConnection): void {
  const patience = setTimeout(() => connection.close(), transportLimits.logoutTimeoutMs)
  connection.once('end', () => clearTimeout(patience))
  connection.quit()
}

/**
 * nodemailer drops what came in plaintext behind the answer to STARTTLS and goes on, telling only its log. We don't
 * go on: somebody sits on the line.
 */
function injectionWatch(onInjection: () => void): SMTPLogger {
  const ignore = (): void => undefined
  return {
    trace: ignore,
    debug: ignore,
    info: ignore,
    warn: (entry: unknown) => {
      if (typeof entry === 'object' && entry !== null && 'discarded' in entry) onInjection()
    },
    error: ignore,
    fatal: ignore,
  }
}

type SMTPLogger = Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', (entry: unknown) => void>
