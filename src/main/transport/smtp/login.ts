import type { SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection'
import type { ErrorCode } from '../../../shared/errors/index.ts'
import type { MailCredentials } from '../credentials.ts'
import { asksForAppPassword } from '../server-prose.ts'

/** What the server announced after TLS. `maxSizeBytes` is null when it names no limit (RFC 1870). */
export type SmtpCapabilities = {
  readonly extensions: readonly string[]
  readonly maxSizeBytes: number | null
}

export function capabilitiesOf(context: SMTPConnectionCustomAuthContext): SmtpCapabilities {
  return { extensions: context.extensions, maxSizeBytes: context.maxAllowedSize || null }
}

/**
 * Signs in with the strongest way that the server offers and the credentials allow. Written out here, since
 * nodemailer's own choice sends a password by PLAIN also where the server offers no way at all.
 *
 * @returns null when signed in, else the failure code
 */
export async function logIn(
  context: SMTPConnectionCustomAuthContext,
  credentials: MailCredentials,
): Promise<ErrorCode | null> {
  const offers = (method: string): boolean => context.authMethods.includes(method)
  const say = async (line: string): Promise<{ status: number; text: string }> => context.sendCommand(line)
  const finish = (reply: { status: number; text: string }): ErrorCode | null =>
    reply.status === 235 ? null : loginErrorCode(reply, credentials)

  if (credentials.kind === 'oauth') {
    if (!offers('XOAUTH2')) return 'login/method-unsupported'
    const token = `user=${credentials.user}\u0001auth=Bearer ${credentials.accessToken}\u0001\u0001`
    const reply = await say(`AUTH XOAUTH2 ${base64(token)}`)
    // 334 carries the reason; the exchange ends with an empty answer.
    return finish(reply.status === 334 ? await say('') : reply)
  }
  if (offers('PLAIN')) {
    return finish(await say(`AUTH PLAIN ${base64(`\0${credentials.user}\0${credentials.password}`)}`))
  }
  if (!offers('LOGIN')) return 'login/method-unsupported'
  for (const line of ['AUTH LOGIN', base64(credentials.user)]) {
    const reply = await say(line)
    if (reply.status !== 334) return loginErrorCode(reply, credentials)
  }
  return finish(await say(base64(credentials.password)))
}

function loginErrorCode(reply: { status: number; text: string }, credentials: MailCredentials): ErrorCode {
  if (reply.status === 504) return 'login/method-unsupported'
  // 421 and 454 say that the server can't tell now (RFC 4954 section 6).
  if (reply.status >= 400 && reply.status < 500) return 'smtp/deferred'
  if (reply.status < 500) return 'host/protocol-violation'
  if (credentials.kind === 'oauth') return 'login/expired'
  return asksForAppPassword(reply.text) ? 'login/app-password-needed' : 'login/refused'
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
