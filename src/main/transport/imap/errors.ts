import type { ErrorCode } from '../../../shared/errors/index.ts'
import type { MailCredentials } from '../credentials.ts'
import { connectionErrorCode } from '../connection-errors.ts'
import { asksForAppPassword } from '../server-prose.ts'

/** The properties that imapflow puts on its errors; all optional, none trusted. */
type ImapFlowError = {
  readonly code?: unknown
  readonly message?: unknown
  readonly tlsFailed?: unknown
  readonly authenticationFailed?: unknown
  readonly serverResponseCode?: unknown
  readonly responseStatus?: unknown
  readonly mailboxMissing?: unknown
  readonly response?: unknown
}

const byLibraryCode: Readonly<Record<string, ErrorCode>> = {
  STARTTLS_INJECTION: 'tls/injected-plaintext',
  CONNECT_TIMEOUT: 'host/timeout',
  GREETING_TIMEOUT: 'host/timeout',
  UPGRADE_TIMEOUT: 'host/timeout',
  ETIMEOUT: 'host/timeout',
  NoConnection: 'host/connection-lost',
  EConnectionClosed: 'host/connection-lost',
  StateLogout: 'host/connection-lost',
  ClosedAfterConnectText: 'host/connection-lost',
  ClosedAfterConnectTLS: 'host/connection-lost',
  UnexpectedTag: 'host/protocol-violation',
  InvalidResponse: 'host/protocol-violation',
  ResponseProcessingFailed: 'host/protocol-violation',
  LineTooLarge: 'host/protocol-violation',
  // Nothing is asked for that could be so large.
  ResponseTooLarge: 'host/protocol-violation',
  LiteralTooLarge: 'host/protocol-violation',
  NotFound: 'imap/mailbox-gone',
  ETHROTTLE: 'imap/refused',
}

/** RFC 5530 response codes. */
const byResponseCode: Readonly<Record<string, ErrorCode>> = {
  NONEXISTENT: 'imap/mailbox-gone',
  TRYCREATE: 'imap/mailbox-gone',
  ALREADYEXISTS: 'imap/mailbox-exists',
  NOPERM: 'imap/not-permitted',
  CANNOT: 'imap/cannot',
  OVERQUOTA: 'imap/over-quota',
  APPENDLIMIT: 'imap/too-large',
  TOOBIG: 'imap/too-large',
  LIMIT: 'imap/too-large',
}

/** The failure code for anything that imapflow throws. The server's own words stay here. */
export function imapErrorCode(error: unknown, credentials: MailCredentials): ErrorCode {
  const fields: ImapFlowError = typeof error === 'object' && error !== null ? error : {}
  const code = typeof fields.code === 'string' ? fields.code : ''
  const known = byLibraryCode[code] ?? connectionErrorCode(error)
  if (known !== null) return known
  if (code.startsWith('ParserError') || code === 'MAX_IMAP_NESTING_REACHED') return 'host/protocol-violation'
  // STARTTLS missing from the capabilities, or answered with NO.
  if (fields.message === 'Server does not support STARTTLS') return 'tls/not-offered'
  if (fields.tlsFailed === true) return 'tls/handshake-failed'
  if (fields.authenticationFailed === true) return loginErrorCode(fields, credentials)
  if (fields.mailboxMissing === true) return 'imap/mailbox-gone'
  if (fields.message === 'Unsupported authentication mechanism') return 'login/method-unsupported'
  const responseCode = typeof fields.serverResponseCode === 'string' ? fields.serverResponseCode : ''
  return byResponseCode[responseCode.toUpperCase()] ?? 'imap/refused'
}

function loginErrorCode(fields: ImapFlowError, credentials: MailCredentials): ErrorCode {
  const answered = typeof fields.responseStatus === 'string'
  if (!answered) return 'login/method-unsupported'
  if (fields.serverResponseCode === 'UNAVAILABLE') return 'host/refused'
  if (credentials.kind === 'oauth' || fields.serverResponseCode === 'EXPIRED') return 'login/expired'
  return asksForAppPassword(String(fields.response)) ? 'login/app-password-needed' : 'login/refused'
}
