import net from 'node:net'
import tls from 'node:tls'
import type { AddressInfo } from 'node:net'
import type { ServerCertificate } from './certificates.ts'
import { createRecorder, type Recorder } from './recorder.ts'

export type MailProtocol = 'imap' | 'smtp'

/** How a front answers the client's STARTTLS. */
export type StarttlsAnswer =
  /** Upgrades with the front's own certificate. */
  | 'upgrade'
  /** Says no, as an attacker does who wants the client to go on in the clear. */
  | 'refuse'
  /** Says yes and puts a plaintext response behind it (CVE-2011-0411 turned against the client). */
  | 'inject'

export type FrontOptions = {
  readonly protocol: MailProtocol
  /** Port of the real server on 127.0.0.1 that the front relays to, without TLS. */
  readonly upstreamPort: number
  /** TLS from the first byte, or a plain start. */
  readonly entry: 'implicit' | 'plain'
  readonly starttls: StarttlsAnswer
  readonly certificate: ServerCertificate
  readonly tls?: tls.SecureContextOptions
  /** Changes what the server says before it reaches the client. */
  readonly rewriteServer?: (chunk: string) => string
  /** Answers a client line itself: the reply text, or null to pass the line on. */
  readonly intercept?: (line: string) => string | null
  readonly secrets: readonly string[]
}

/** A server on loopback that stands before a real one and records what clients say to it. */
export type Front = {
  readonly port: number
  readonly recorder: Recorder
  readonly close: () => Promise<void>
}

/** Starts a front on a free port. TLS ends here, so the recorder sees what a hostile or broken host would see. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const recorder = createRecorder(options.secrets)
  const tlsOptions: tls.SecureContextOptions = {
    cert: options.certificate.cert,
    key: options.certificate.key,
    minVersion: 'TLSv1.2',
    ...options.tls,
  }
  const context = tls.createSecureContext(tlsOptions)
  const open = new Set<net.Socket>()
  const accept = (socket: net.Socket): void => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    relay(socket, options, context, recorder)
  }
  const server =
    options.entry === 'implicit' ? tls.createServer(tlsOptions, accept) : net.createServer(accept)
  server.on('tlsClientError', (_error: Error, socket: net.Socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    recorder,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const starttlsLine = { imap: /^(\S+) STARTTLS$/i, smtp: /^STARTTLS$/i } as const

function relay(
  client: net.Socket,
  options: FrontOptions,
  context: tls.SecureContext,
  recorder: Recorder,
): void {
  const upstream = net.connect(options.upstreamPort, '127.0.0.1')
  let current = client
  const drop = (): void => {
    current.destroy()
    client.destroy()
    upstream.destroy()
  }
  upstream.on('error', drop)
  upstream.on('close', () => current.end())
  upstream.on('data', (chunk: Buffer) => {
    current.write(
      options.rewriteServer ? Buffer.from(options.rewriteServer(chunk.toString('latin1')), 'latin1') : chunk,
    )
  })

  const onClientData = (chunk: Buffer): void => {
    recorder.record(chunk)
    const line = chunk.toString('latin1').replace(/\r\n$/, '')
    const starttls = starttlsLine[options.protocol].exec(line)
    if (starttls) {
      answerStarttls(starttls[1] ?? '')
      return
    }
    const reply = options.intercept?.(line) ?? null
    if (reply === null) upstream.write(chunk)
    else current.write(reply)
  }
  const answerStarttls = (tag: string): void => {
    const imap = options.protocol === 'imap'
    if (options.starttls === 'refuse') {
      current.write(imap ? `${tag} NO TLS is out today\r\n` : '454 4.7.0 TLS is out today\r\n')
      return
    }
    client.off('data', onClientData)
    const yes = imap ? `${tag} OK begin TLS\r\n` : '220 2.0.0 begin TLS\r\n'
    client.write(options.starttls === 'inject' ? yes + injectedLine[options.protocol] : yes)
    const secured = new tls.TLSSocket(client, { isServer: true, secureContext: context })
    current = secured
    secured.on('data', onClientData)
    secured.on('error', drop)
    secured.on('close', drop)
  }
  client.on('data', onClientData)
  client.on('error', drop)
  client.on('close', drop)
}

const injectedLine = {
  imap: '* CAPABILITY IMAP4rev1 AUTH=PLAIN LOGIN-REFERRALS\r\n',
  smtp: '250-attacker\r\n250 AUTH PLAIN\r\n',
} as const
