import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Server } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { isSealedMessage, type SealedMessage } from '../../sealing/index.ts'
import type { MailCredentials } from '../credentials.ts'
import type { TlsPolicy } from '../tls-policy.ts'
import { connectSmtp, hangUp } from './connect.ts'
import { answered, interpretError, type SubmissionOutcome } from './outcome.ts'

/**
 * Submits a sealed message (RFC 6409). One connection, one message.
 *
 * @param signal aborting drops the connection; the outcome says what that means
 * @returns a failure only while it is certain that the server took nothing: `host/*`, `tls/*`, `login/*`,
 *   `smtp/too-large` (`sizeBytes`, `limitBytes`), `smtp/sender-refused`, `smtp/deferred`, `smtp/refused`
 */
export async function submit(
  message: SealedMessage,
  server: Server,
  credentials: MailCredentials,
  policy: TlsPolicy,
  signal?: AbortSignal,
): Promise<Result<SubmissionOutcome>> {
  if (!isSealedMessage(message)) throw new TypeError('only a sealed message may be submitted')
  const connected = await connectSmtp(server, credentials, policy)
  if (!connected.ok) return connected
  const { connection, capabilities } = connected.value
  const { sizeBytes } = message
  try {
    if (signal?.aborted) return fail('host/connection-lost')
    if (capabilities.maxSizeBytes !== null && sizeBytes > capabilities.maxSizeBytes) {
      return fail('smtp/too-large', { sizeBytes, limitBytes: capabilities.maxSizeBytes })
    }
    return await transfer(connection, message, signal)
  } finally {
    hangUp(connection)
  }
}

function transfer(
  connection: SMTPConnection,
  message: SealedMessage,
  signal?: AbortSignal,
): Promise<Result<SubmissionOutcome>> {
  const { raw, envelope } = message
  const source = Readable.from([raw], { objectMode: false })
  // nodemailer writes the final dot when the source ends, and not before. From then on a silent end tells nothing.
  let dotMayHaveLeft = false
  source.once('end', () => {
    dotMayHaveLeft = true
  })
  return new Promise((resolve) => {
    const onAbort = (): void => {
      connection.close()
      resolve(dotMayHaveLeft ? ok({ kind: 'unknown' }) : fail('host/connection-lost'))
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    const wire = {
      from: envelope.from,
      to: [...envelope.to],
      size: raw.byteLength,
      use8BitMime: raw.some((byte) => byte > 0x7f),
    }
    connection.send(wire, source, (error, info) => {
      signal?.removeEventListener('abort', onAbort)
      resolve(
        error
          ? interpretError(error, envelope.to, dotMayHaveLeft)
          : ok(answered(envelope.to, info.rejectedErrors ?? [])),
      )
    })
  })
}
