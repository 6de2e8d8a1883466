import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { ServerCertificate } from './certificates.ts'
import type { LmtpDelivery } from './lmtp.ts'
import { people, refusingRecipients } from './people.ts'
import type { SubmissionPorts } from './postfix.ts'

/** The submission server for those who aren't root: same ports, same refusals, delivery to Dovecot over LMTP. */
export type Submission = { readonly close: () => Promise<void> }

/** Starts the three entries (STARTTLS, TLS from the first byte, unprotected) on the given ports. */
export async function startSubmission(options: {
  readonly ports: SubmissionPorts
  readonly deliver: LmtpDelivery['deliver']
  readonly certificate: ServerCertificate
  readonly maxMessageBytes: number
  /** Whose an access token is, for XOAUTH2. */
  readonly addressOf: (accessToken: string) => string | undefined
  readonly passwordOf: (address: string) => string | undefined
}): Promise<Submission> {
  const common: SMTPServerOptions = {
    name: 'localhost',
    key: options.certificate.key,
    cert: options.certificate.cert,
    minVersion: 'TLSv1.2',
    logger: false,
    size: options.maxMessageBytes,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    disableReverseLookup: true,
    hideSMTPUTF8: false,
    closeTimeout: 500,
    onAuth: (auth, _session, done) => {
      if (auth.method === 'XOAUTH2') {
        if (options.addressOf(auth.accessToken ?? '') === auth.username) done(null, { user: auth.username })
        else done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } })
        return
      }
      const user = auth.username ?? ''
      const password = options.passwordOf(user)
      if (password !== undefined && password === auth.password) done(null, { user })
      else done(refusal(535, '5.7.8 lab: authentication failed'))
    },
    onMailFrom: (address, session, done) => {
      done(address.address === session.user ? null : refusal(553, '5.7.1 lab: not your address'))
    },
    onRcptTo: (address, _session, done) => done(recipientRefusal(address.address)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(refusal(552, '5.3.4 lab: message too large'))
          return
        }
        const { mailFrom, rcptTo } = session.envelope
        const envelope = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
        }
        options.deliver(envelope, Buffer.concat(chunks)).then(
          () => done(null, '2.0.0 lab: taken'),
          () => done(refusal(451, '4.3.0 lab: delivery failed')),
        )
      })
    },
  }
  const servers = await Promise.all([
    listen(new SMTPServer({ ...common, secure: true }), options.ports.submissions),
    listen(new SMTPServer(common), options.ports.submission),
    listen(new SMTPServer({ ...common, allowInsecureAuth: true }), options.ports.unprotected),
  ])
  return {
    close: async () => {
      await Promise.all(
        servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
      )
    },
  }
}

function listen(server: SMTPServer, port: number): Promise<SMTPServer> {
  return new Promise((resolve, reject) => {
    // Clients that break off are part of the tests; the server must not fall over them.
    server.on('error', () => undefined)
    server.listen(port, '127.0.0.1', () => resolve(server)).once('error', reject)
  })
}

function recipientRefusal(address: string): Error | null {
  if (address === refusingRecipients.deferred) return refusal(451, '4.3.0 lab: temporary failure')
  if (address === refusingRecipients.closing) return refusal(421, '4.3.2 lab: closing')
  const plain = address.toLowerCase().replace(/\+[^@]*@/, '@')
  const known = Object.values(people).some((person) => person.address === plain)
  return known ? null : refusal(550, '5.1.1 lab: no such user')
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
