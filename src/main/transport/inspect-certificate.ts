import net from 'node:net'
import tls from 'node:tls'
import type { Server } from '../../shared/contract/index.ts'
import { transportLimits } from './limits.ts'

/** What a refused certificate says about itself. Dates as ISO 8601 days. */
export type CertificateFacts = {
  readonly validFrom: string
  readonly validTo: string
  /** Host names that it is for, separated by commas; at most 200 characters. */
  readonly names: string
}

/**
 * Reads the certificate of a server that was refused, so that the refusal can name the date or the host. The
 * connection is for this alone: it verifies nothing, sends no credentials and no mail, and is dropped at once.
 *
 * @returns null when the server doesn't show one this time
 */
export async function inspectCertificate(
  server: Server,
  protocol: 'imap' | 'smtp',
): Promise<CertificateFacts | null> {
  let plain: net.Socket | undefined
  try {
    plain = net.connect({ host: server.host, port: server.port })
    const socket = plain
    socket.setTimeout(transportLimits.inspectTimeoutMs, () => socket.destroy(new Error('timeout')))
    await once(socket, 'connect')
    if (server.security === 'starttls') await askForTls(socket, protocol)
    return await readCertificate(socket, server.host)
  } catch {
    return null
  } finally {
    plain?.destroy()
  }
}

async function readCertificate(socket: net.Socket, host: string): Promise<CertificateFacts | null> {
  const secured = tls.connect({
    socket,
    host,
    ...(net.isIP(host) ? {} : { servername: host }),
    // Only to look at what is shown: the caller has refused this server already and uses nothing of this socket.
    rejectUnauthorized: false,
  })
  try {
    await once(secured, 'secureConnect')
    const { valid_from, valid_to, subjectaltname } = secured.getPeerCertificate()
    return {
      validFrom: day(valid_from),
      validTo: day(valid_to),
      names: (subjectaltname ?? '').replace(/\b(DNS|IP Address):/g, '').slice(0, 200),
    }
  } finally {
    secured.destroy()
  }
}

const dialogues = {
  imap: [{ expect: /^\* OK/m }, { send: 'a1 STARTTLS\r\n', expect: /^a1 OK.*\r\n/m }],
  smtp: [
    { expect: /^220 .*\r\n/m },
    { send: 'EHLO [127.0.0.1]\r\n', expect: /^250 .*\r\n/m },
    { send: 'STARTTLS\r\n', expect: /^220 .*\r\n/m },
  ],
} as const satisfies Record<string, readonly { readonly send?: string; readonly expect: RegExp }[]>

async function askForTls(socket: net.Socket, protocol: 'imap' | 'smtp'): Promise<void> {
  for (const step of dialogues[protocol]) {
    if ('send' in step) socket.write(step.send)
    let answer = ''
    while (!step.expect.test(answer)) {
      const [chunk] = await once(socket, 'data')
      answer += String(chunk)
      if (answer.length > transportLimits.smtpReplyBytes) throw new Error('too long')
    }
  }
  socket.pause()
}

function once(socket: net.Socket, event: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      socket.off('error', onError)
      socket.off('close', onClose)
      socket.off(event, onEvent)
      finish()
    }
    const onEvent = (...values: unknown[]): void => settle(() => resolve(values))
    const onError = (error: Error): void => settle(() => reject(error))
    const onClose = (): void => settle(() => reject(new Error('closed')))
    socket.once(event, onEvent)
    socket.once('error', onError)
    socket.once('close', onClose)
  })
}

function day(openSslDate: string): string {
  return new Date(openSslDate).toISOString().slice(0, 10)
}
