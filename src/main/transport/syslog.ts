import net from 'node:net'
import tls from 'node:tls'
import type { ErrorCode } from '../../shared/errors/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { connectionErrorCode } from './connection-errors.ts'
import { transportLimits } from './limits.ts'
import type { TlsPolicy } from './tls-policy.ts'

export type SyslogServer = { readonly host: string; readonly port: number }

/**
 * Hands messages to a syslog collector over TLS (RFC 5425), framed by their length in octets (section 4.3.1). Nothing is
 * written before the certificate was found good, and never in the clear. Syslog has no answer that says what has
 * arrived; but a program that reads a connection to its end answers our end of it with its own (section 4.4). So each
 * call makes a connection, and has succeeded when we have ended it and then the collector has. One that ends it first
 * refuses us: in TLS 1.3 we are done before the server has judged us, so there is a quiet time before anything is
 * written, and another before our end.
 *
 * @param messages whole messages of RFC 5424
 * @param options `quietMs`: how long a refusal has to come
 * @returns `collector/*` with `host` and `port`
 */
export function sendSyslog(
  { host, port }: SyslogServer,
  messages: readonly Uint8Array[],
  {
    policy,
    signal,
    quietMs = transportLimits.collectorQuietMs,
  }: { readonly policy: TlsPolicy; readonly signal: AbortSignal; readonly quietMs?: number | undefined },
): Promise<Result<void>> {
  return new Promise((resolve) => {
    let isEndedByUs = false
    let isAnswered = false
    let failure: ErrorCode | null = null
    if (signal.aborted) {
      resolve(fail('collector/not-confirmed', { host, port }))
      return
    }
    const bytes = Buffer.concat(messages.map(framed))
    const socket = tls.connect({
      ...policy.options,
      host,
      port,
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
    })
    const end = (code: ErrorCode) => () => {
      failure ??= code
      socket.destroy()
    }
    const stop = end('collector/not-confirmed')
    signal.addEventListener('abort', stop, { once: true })
    let quiet: NodeJS.Timeout | undefined
    let patience = setTimeout(end('collector/unreachable'), transportLimits.connectTimeoutMs)
    socket.once('secureConnect', () => {
      clearTimeout(patience)
      patience = setTimeout(stop, patienceMsFor(bytes.length))
      quiet = setTimeout(write, quietMs)
    })
    function write(): void {
      socket.write(bytes, (error) => {
        if (error == null) quiet = setTimeout(sayGoodbye, quietMs)
      })
    }
    function sayGoodbye(): void {
      isEndedByUs = true
      socket.end()
    }
    socket.once('end', () => {
      if (isEndedByUs) isAnswered = true
      else stop()
    })
    socket.on('error', (error: Error) => {
      failure ??= codeOf(error)
    })
    socket.once('close', () => {
      clearTimeout(patience)
      clearTimeout(quiet)
      signal.removeEventListener('abort', stop)
      resolve(
        isAnswered && failure === null
          ? ok(undefined)
          : fail(failure ?? 'collector/not-confirmed', { host, port }),
      )
    })
    // A collector has nothing to say; what it says is read, so that its end is heard.
    socket.resume()
  })
}

function patienceMsFor(sizeBytes: number): number {
  const { collectorTimeoutMs, collectorBytesPerSecond } = transportLimits
  return collectorTimeoutMs + (sizeBytes / collectorBytesPerSecond) * 1000
}

/** RFC 5425, section 4.3: `MSG-LEN SP SYSLOG-MSG`. */
function framed(message: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${String(message.length)} `), message])
}

function codeOf(error: Error): ErrorCode {
  const code = connectionErrorCode(error)
  switch (code) {
    case 'tls/not-offered':
    case 'tls/protocol-too-old':
      return 'collector/no-tls'
    case 'tls/certificate-expired':
    case 'tls/certificate-not-yet-valid':
      return 'collector/certificate-dates'
    case 'tls/host-name-mismatch':
      return 'collector/other-host'
    case 'tls/weak-certificate':
      return 'collector/weak-certificate'
    case 'tls/self-signed':
    case 'tls/untrusted-issuer':
      return 'collector/untrusted'
    case 'tls/handshake-failed':
      return 'collector/handshake'
    case 'host/connection-lost':
      return 'collector/not-confirmed'
    default:
      return 'collector/unreachable'
  }
}
