import type { ErrorCode } from '../../../shared/errors/index.ts'
import { connectionErrorCode } from '../connection-errors.ts'

/** The properties that nodemailer puts on its errors; all optional, none trusted. */
type SmtpError = {
  readonly code?: unknown
  readonly command?: unknown
  readonly response?: unknown
  readonly responseCode?: unknown
}

/** A server's answer without its prose: RFC 5321 reply code, and RFC 3463 status such as `5.1.1` where given. */
export type SmtpReply = { readonly replyCode: number; readonly status: string | null }

/** The server's answer that an error carries, or null when it isn't about an answer. */
export function replyOf(error: unknown): SmtpReply | null {
  const { response, responseCode } = fieldsOf(error)
  if (typeof responseCode !== 'number' || responseCode < 400 || responseCode > 599) return null
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(
    typeof response === 'string' ? response : '',
  )?.[1]
  return { replyCode: responseCode, status: status ?? null }
}

/** The failure code for an error that ended a session before the message was under way. */
export function smtpErrorCode(error: unknown): ErrorCode {
  const fields = fieldsOf(error)
  const connection = connectionErrorCode(error)
  if (connection !== null) return connection
  const reply = replyOf(error)
  // STARTTLS isn't known to the server, or refused by it.
  if (fields.command === 'STARTTLS' && reply !== null) return 'tls/not-offered'
  switch (fields.code) {
    case 'ETLS':
      return 'tls/handshake-failed'
    case 'ETIMEDOUT':
      return 'host/timeout'
    case 'EPROTOCOL':
      return reply === null ? 'host/protocol-violation' : refusal(reply)
    default:
      return reply === null ? 'host/connection-lost' : refusal(reply)
  }
}

/** A 4yz answer may be different later, a 5yz one won't (RFC 5321 section 4.2.1). */
export function refusal(reply: SmtpReply): 'smtp/deferred' | 'smtp/refused' {
  return reply.replyCode < 500 ? 'smtp/deferred' : 'smtp/refused'
}

function fieldsOf(error: unknown): SmtpError {
  return typeof error === 'object' && error !== null ? error : {}
}
