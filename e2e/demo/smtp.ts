import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import type { ServerIdentity } from './certificates.ts'
import type { Login } from './imap.ts'

export type SubmittedMail = { readonly recipients: readonly string[]; readonly raw: Buffer }

export type SmtpHost = { readonly port: number; readonly stop: () => Promise<void> }

const sizeLimitBytes = 35 * 1024 * 1024

/**
 * A submission server in this process (RFC 8314: TLS from the first byte), on a free port of 127.0.0.1.
 * @param onMail takes each accepted message; the client hears 250 after it returns
 */
export async function startSmtpHost(
  identity: ServerIdentity,
  login: Login,
  onMail: (mail: SubmittedMail) => void,
): Promise<SmtpHost> {
  const server = new SMTPServer({
    secure: true,
    key: identity.key,
    cert: identity.certificate,
    minVersion: 'TLSv1.2',
    size: sizeLimitBytes,
    authMethods: ['PLAIN', 'LOGIN'],
    banner: 'demo practice',
    logger: false,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, answer) => {
      if (username === login.userName && password === login.password) answer(null, { user: username })
      else answer(new Error('Wrong user name or password'))
    },
    onData: (stream, session, answer) => {
      buffer(stream).then((raw) => {
        if (stream.sizeExceeded) {
          answer(Object.assign(new Error('Message too large'), { responseCode: 552 }))
          return
        }
        onMail({ recipients: session.envelope.rcptTo.map(({ address }) => address), raw })
        answer()
      }, answer)
    },
  })
  await new Promise<void>((listening, failed) => {
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', failed)
      listening()
    })
  })
  // A client that goes away in the middle is no reason to end the demo.
  server.on('error', () => undefined)
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>((closed) => server.close(closed)),
  }
}
