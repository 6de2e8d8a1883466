import net from 'node:net'
import tls from 'node:tls'
import { describe, expect, it, vi } from 'vitest'
import type { ServerCertificate } from '../../../../e2e/lab/certificates.ts'
import { valueOf } from '../../../support/store.ts'
import { listen, patience, useCertificates, usePracticeLog } from './collector-desk.ts'

const certificates = useCertificates()
const { openDesk, work } = usePracticeLog()

describe('an attacker in place of the collector', () => {
  /** What a server heard: inside TLS, or where it has none, on the wire. */
  type Heard = {
    readonly port: number
    readonly calls: () => number
    readonly text: () => string
    close(): void
  }

  async function pretend(certificate: ServerCertificate | null): Promise<Heard> {
    const pieces: Buffer[] = []
    let calls = 0
    const hear = (socket: net.Socket) => {
      socket.on('data', (piece: Buffer) => pieces.push(piece))
      socket.on('error', () => undefined)
    }
    const secured =
      certificate === null
        ? null
        : // So that OpenSSL takes a weak key.
          tls.createServer(
            { cert: certificate.cert, key: certificate.key, ciphers: 'DEFAULT@SECLEVEL=0' },
            hear,
          )
    secured?.on('tlsClientError', () => undefined)
    const server = net.createServer((socket) => {
      calls += 1
      if (secured !== null) {
        secured.emit('connection', socket)
        return
      }
      hear(socket)
      socket.write('Welcome. Go on in the clear.\n')
    })
    return {
      port: await listen(server),
      calls: () => calls,
      text: () => Buffer.concat(pieces).toString('latin1'),
      close: () => {
        server.close()
      },
    }
  }

  async function outcome(certificate: ServerCertificate | null, trusted: string | null) {
    const heard = await pretend(certificate)
    const desk = openDesk()
    try {
      const address = { host: 'localhost', port: heard.port, certificate: trusted }
      const tried = await desk.test(address)
      valueOf(desk.set(address))
      work(3)
      await vi.waitFor(() => {
        const { waiting, failure } = desk.state()
        expect(waiting === 0 || failure !== null).toBe(true)
      }, patience)
      return { ...heard, tried: tried.ok ? 'ok' : tried.error.code, waiting: desk.state().waiting }
    } finally {
      await desk.stop()
      heard.close()
    }
  }

  it.each([
    ['the right certificate', () => certificates.servers.good, () => certificates.ca],
    [
      'the very certificate that was chosen',
      () => certificates.servers.good,
      () => certificates.servers.good.cert,
    ],
    [
      'a self-signed one that was chosen',
      () => certificates.servers.selfSigned,
      () => certificates.servers.selfSigned.cert,
    ],
  ])('is none who shows %s: the log arrives', async (_what, shown, trusted) => {
    const { tried, text, waiting } = await outcome(shown(), trusted())
    expect([tried, waiting]).toEqual(['ok', 0])
    expect(text()).toContain('"record":')
  })

  it('who offers no TLS gets no byte of the log', async () => {
    const { tried, text, waiting } = await outcome(null, certificates.ca)
    expect([tried, waiting]).toEqual(['collector/no-tls', 4])
    // The control: it heard how TLS begins, a handshake record.
    expect(text().startsWith('\u0016\u0003')).toBe(true)
    expect(text()).not.toMatch(/sealpost|record/i)
  })

  it.each([
    ['of another issuer', 'otherIssuer', 'ca', 'collector/untrusted'],
    ['that it signed itself', 'selfSigned', 'ca', 'collector/untrusted'],
    ['of the same issuer, but not the chosen one', 'good', 'wrongHost', 'collector/untrusted'],
    ['for another host', 'wrongHost', 'ca', 'collector/other-host'],
    ['that has expired', 'expired', 'ca', 'collector/certificate-dates'],
    ['with a weak key', 'weakKey', 'ca', 'collector/weak-certificate'],
    ['that nobody vouches for whom this computer trusts', 'good', null, 'collector/untrusted'],
  ] as const)('who shows a certificate %s gets no byte of the log', async (_what, shown, trusted, code) => {
    const { servers, ca } = certificates
    const pinned = trusted === null ? null : trusted === 'ca' ? ca : servers[trusted].cert
    const { tried, text, waiting, calls } = await outcome(servers[shown], pinned)
    expect([tried, waiting]).toEqual([code, 4])
    expect(text()).toBe('')
    expect(calls()).toBeGreaterThan(1)
  })
})
