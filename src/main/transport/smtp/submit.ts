import { Readable } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Server } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { envelopeIdOnWire, isSealedMessage, type SealedMessage } from '../../sealing/index.ts'
import type { MailCredentials } from '../credentials.ts'
import { transportLimits } from '../limits.ts'
import type { TlsPolicy } from '../tls-policy.ts'
import { connectSmtp, hangUp } from './connect.ts'
import type { SmtpCapabilities } from './login.ts'
import { answered, interpretError, type SubmissionOutcome } from './outcome.ts'

export type SubmitOptions = {
  /** Those of the envelope who still wait for it, after an attempt that others have answered; else all of it. */
  readonly recipients?: readonly string[]
  /** Where the server offers it (RFC 8689); only a person may do without, and then false. */
  readonly requiresTls?: boolean
  /** Aborting drops the connection; the outcome says what that means. */
  readonly signal?: AbortSignal
  /**
   * Runs when the server waits for the message and not a byte of it has left: the last moment for a durable note.
   * When it throws, nothing is handed over and `submit` rejects with the same error.
   * @param tls version and cipher suite of the connection
   */
  readonly beforeData?: (tls: string) => void
}

/**
 * Submits a sealed message (RFC 6409). One connection, one message.
 *
 * @returns a failure only while it is certain that the server took nothing: `host/*`, `tls/*`, `login/*`,
 *   `smtp/too-large` (`sizeBytes`, `limitBytes`), `smtp/sender-refused`, `smtp/deferred`, `smtp/refused`
 */
export async function submit(
  message: SealedMessage,
  server: Server,
  credentials: MailCredentials,
  policy: TlsPolicy,
  options: SubmitOptions = {},
): Promise<Result<SubmissionOutcome>> {
  if (!isSealedMessage(message)) throw new TypeError('only a sealed message may be submitted')
  const recipients = options.recipients ?? message.envelope.to
  if (recipients.some((address) => !message.envelope.to.includes(address))) {
    throw new TypeError('a sealed message goes to those alone whom it was sealed for')
  }
  const connected = await connectSmtp(server, credentials, policy)
  if (!connected.ok) return connected
  const { connection, capabilities } = connected.value
  const { sizeBytes } = message
  try {
    if (options.signal?.aborted) return fail('host/connection-lost')
    if (capabilities.maxSizeBytes !== null && sizeBytes > capabilities.maxSizeBytes) {
      return fail('smtp/too-large', { sizeBytes, limitBytes: capabilities.maxSizeBytes })
    }
    return await transfer(connection, message, recipients, capabilities, options)
  } finally {
    hangUp(connection)
  }
}

function transfer(
  connection: SMTPConnection,
  { raw, mac, envelope: { from: sender } }: SealedMessage,
  recipients: readonly string[],
  { extensions }: SmtpCapabilities,
  { signal, beforeData, requiresTls = true }: SubmitOptions,
): Promise<Result<SubmissionOutcome>> {
  const tls = protectionOf(connection)
  const source = readOnce(raw, () => beforeData?.(tls))
  // nodemailer writes the final dot when the source ends, and not before. From then on a silent end tells nothing.
  let dotMayHaveLeft = false
  source.once('end', () => {
    dotMayHaveLeft = true
  })
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      connection.close()
      resolve(dotMayHaveLeft ? ok({ kind: 'unknown' }) : fail('host/connection-lost'))
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    const wire = {
      from: sender,
      to: [...recipients],
      size: raw.byteLength,
      use8BitMime: raw.some((byte) => byte > 0x7f),
      // RFC 3461: failures alone, without the content, under the id by which a notification is matched. nodemailer
      // leaves it out where the server doesn't offer it.
      dsn: { ret: 'HDRS', notify: 'FAILURE', envid: envelopeIdOnWire(mac, requiresTls) } as const,
      // RFC 8689: no host on the way may pass it on without TLS.
      requireTLSExtensionEnabled: requiresTls && extensions.includes('REQUIRETLS'),
    }
    connection.send(wire, source, (error, info) => {
      signal?.removeEventListener('abort', onAbort)
      if (!error) {
        resolve(ok(answered(recipients, info.rejectedErrors ?? [], tls)))
        return
      }
      if (!(error instanceof NotReady)) {
        resolve(interpretError(error, recipients, dotMayHaveLeft, tls))
        return
      }
      // The server waits for data that won't come: without the final dot it keeps nothing.
      connection.close()
      reject(error.reason)
    })
  })
}

/** `beforeData` threw. */
class NotReady extends Error {
  readonly reason: Error

  constructor(thrown: unknown) {
    super('the note before DATA failed')
    this.reason = thrown instanceof Error ? thrown : this
  }
}

/** The bytes as a stream that asks `beforeData` when it is read for the first time: right after the server's 354. */
function readOnce(raw: Uint8Array, beforeData: () => void): Readable {
  let position = 0
  return new Readable({
    read() {
      if (position === 0) {
        try {
          beforeData()
        } catch (thrown) {
          this.destroy(new NotReady(thrown))
          return
        }
      }
      // In slices, so that no other work of this thread waits for a large message.
      this.push(raw.subarray(position, position + transportLimits.dataSliceBytes))
      position += transportLimits.dataSliceBytes
      if (position >= raw.byteLength) this.push(null)
    },
  })
}

/** TLS version and cipher suite, such as `TLSv1.3 TLS_AES_256_GCM_SHA384`. */
function protectionOf(connection: SMTPConnection): string {
  const socket = connection._socket
  if (!(socket instanceof TLSSocket)) throw new Error('a connection without TLS got past connectSmtp')
  return `${socket.getProtocol() ?? ''} ${socket.getCipher().standardName}`
}
