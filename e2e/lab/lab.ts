import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrokenServers, type BrokenServers } from './broken.ts'
import { makeCertificates, type Certificates } from './certificates.ts'
import { maildirOf, startDovecot } from './dovecot.ts'
import { startFaultFront, type FaultFront } from './fault-front.ts'
import { openLmtp } from './lmtp.ts'
import { openMailbox, type LabMailbox } from './mailbox.ts'
import { startOAuthIssuer, type OAuthIssuer } from './oauth-issuer.ts'
import { keepPasswords } from './passwords.ts'
import { people } from './people.ts'
import { takePortBlock } from './port-block.ts'
import { startPostfix } from './postfix.ts'
import { startSubmission } from './submission.ts'
import { superviseServers, type Supervisor } from './supervisor.ts'

/** Postfix needs root and is the default there; `smtp-server` is the npm package of that name. */
export type SubmissionHost = 'postfix' | 'smtp-server'

export type LabOptions = {
  readonly submission?: SubmissionHost
  /** SIZE that the submission server announces, in bytes. 30 MiB unless told. */
  readonly maxMessageBytes?: number
  /** Starts the broken and hostile variants too. True unless told. */
  readonly broken?: boolean
}

/** A server as a person would type it into the account form. */
export type LabServer = {
  readonly host: string
  readonly port: number
  readonly security: 'implicit' | 'starttls'
}

/** A running mail world on loopback. */
export type Lab = {
  readonly directory: string
  readonly certificates: Certificates
  /** PEM file of the CA that signed the good certificates. */
  readonly caPath: string
  readonly people: typeof people
  readonly imap: { readonly implicit: LabServer; readonly starttls: LabServer }
  readonly smtp: { readonly implicit: LabServer; readonly starttls: LabServer }
  readonly broken: BrokenServers
  /** Which of the two takes submissions: only Postfix sends delivery reports. */
  readonly submission: SubmissionHost
  /** A submission server that cuts connections at chosen points. */
  readonly faults: FaultFront
  readonly oauth: OAuthIssuer
  /** Puts a message into someone's INBOX as mail from the outside world. `raw`: RFC 5322 with CRLF or LF. */
  readonly deliver: (raw: string | Uint8Array, to: string, from?: string) => Promise<void>
  /** From now on the servers take this password of someone; connections that are open stay signed in. */
  readonly changePassword: (address: string, password: string) => Promise<void>
  /** Someone's mail as it lies on the server's disk. */
  readonly mailbox: (address: string) => LabMailbox
  readonly stop: () => Promise<void>
}

/**
 * Starts Dovecot and a submission server with their own certificate authority, on free loopback ports, in a
 * directory of their own. Everything is gone after `stop()`, and also when this process ends in any other way.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const directory = await mkdtemp(join(tmpdir(), 'sealpost-lab-'))
  await chmod(directory, 0o755)
  const supervisor = await superviseServers(directory)
  try {
    return await startServers(directory, supervisor, options)
  } catch (error) {
    await supervisor.stop()
    throw error
  }
}

async function startServers(directory: string, supervisor: Supervisor, options: LabOptions): Promise<Lab> {
  const [certificates, ports] = await Promise.all([makeCertificates(join(directory, 'tls')), takePortBlock()])
  const certificate = certificates.servers.good
  const imapPorts = { imap: ports.port(1), imaps: ports.port(2), lmtp: ports.port(3), sasl: ports.port(4) }
  const smtpPorts = { submission: ports.port(5), submissions: ports.port(6), unprotected: ports.port(7) }
  const maxMessageBytes = options.maxMessageBytes ?? 30 * 1024 * 1024

  const oauth = await startOAuthIssuer(certificate)
  const passwords = keepPasswords(async (address) => (await dovecot).reloadPassword(address))
  const dovecot = startDovecot(supervisor, {
    directory: join(directory, 'dovecot'),
    ports: imapPorts,
    certificate,
    introspectionUrl: oauth.introspectionUrl,
    passwordOf: passwords.of,
  })
  const closers: (() => Promise<void>)[] = [oauth.close]
  const lmtp = openLmtp(imapPorts.lmtp)
  const common = { ports: smtpPorts, certificate, maxMessageBytes }
  const submission = options.submission ?? defaultSubmission()
  if (submission === 'postfix') {
    const saslPort = imapPorts.sasl
    await Promise.all([
      dovecot,
      startPostfix(supervisor, { ...common, directory, lmtpPort: imapPorts.lmtp, saslPort }),
    ])
  } else {
    const [server] = await Promise.all([
      startSubmission({
        ...common,
        deliver: lmtp.deliver,
        addressOf: oauth.addressOf,
        passwordOf: passwords.of,
      }),
      dovecot,
    ])
    closers.push(server.close)
  }

  const secrets = Object.values(people).map((person) => person.password)
  const [broken, faults] = await Promise.all([
    options.broken === false
      ? noBrokenServers
      : startBrokenServers({
          certificates,
          imapPort: imapPorts.imap,
          smtpPort: smtpPorts.unprotected,
          secrets,
        }),
    startFaultFront({ upstreamPort: smtpPorts.unprotected, certificate }),
  ])
  closers.push(broken.close, faults.close)

  const server = (port: number, security: LabServer['security']): LabServer => ({
    host: 'localhost',
    port,
    security,
  })
  return {
    directory,
    certificates,
    caPath: certificates.caPath,
    people,
    imap: { implicit: server(imapPorts.imaps, 'implicit'), starttls: server(imapPorts.imap, 'starttls') },
    smtp: {
      implicit: server(smtpPorts.submissions, 'implicit'),
      starttls: server(smtpPorts.submission, 'starttls'),
    },
    submission,
    broken,
    faults,
    oauth,
    deliver: (raw, to, from = 'someone@elsewhere.test') => lmtp.deliver({ from, to: [to] }, raw),
    changePassword: passwords.change,
    mailbox: (address) => openMailbox(maildirOf(join(directory, 'dovecot'), address)),
    stop: async () => {
      await Promise.all(closers.map((close) => close()))
      lmtp.close()
      await supervisor.stop()
      await ports.release()
    },
  }
}

function defaultSubmission(): SubmissionHost {
  return process.getuid?.() === 0 ? 'postfix' : 'smtp-server'
}

const noBrokenServers: BrokenServers = {
  all: [],
  find: (kind) => {
    throw new Error(`this lab was started without broken servers (${kind})`)
  },
  close: () => Promise.resolve(),
}
