import type { Certificates } from './certificates.ts'
import { startFront, type Front, type FrontOptions, type MailProtocol } from './front.ts'

/** The ways in which a lab server is broken or hostile. */
export const brokenKinds = [
  'expired',
  'notYetValid',
  'wrongHost',
  'selfSigned',
  'otherIssuer',
  'weakKey',
  'noNames',
  'tls11',
  'plaintextOnly',
  'starttlsMissing',
  'starttlsRefused',
  'starttlsInjection',
  'preauth',
  'loginRefused',
] as const
export type BrokenKind = (typeof brokenKinds)[number]

/** One broken server and the way in that a client has to use to meet its fault. Host is `localhost`. */
export type BrokenServer = Front & {
  readonly kind: BrokenKind
  readonly protocol: MailProtocol
  readonly security: 'implicit' | 'starttls'
}

export type BrokenServers = {
  readonly all: readonly BrokenServer[]
  /** The server with this fault; throws when the lab has none of that kind. */
  readonly find: (kind: BrokenKind, protocol: MailProtocol, security: 'implicit' | 'starttls') => BrokenServer
  readonly close: () => Promise<void>
}

type Security = BrokenServer['security']
type Recipe = {
  readonly protocol: MailProtocol
  readonly security: Security
  readonly front: Partial<FrontOptions>
}

/** Starts every broken variant before the real servers on the given plain ports. */
export async function startBrokenServers(options: {
  readonly certificates: Certificates
  readonly imapPort: number
  readonly smtpPort: number
  readonly secrets: readonly string[]
}): Promise<BrokenServers> {
  const { certificates, secrets } = options
  const all = await Promise.all(
    brokenKinds.flatMap((kind) =>
      recipes(kind, certificates).map(async ({ protocol, security, front }): Promise<BrokenServer> => {
        const started = await startFront({
          protocol,
          upstreamPort: protocol === 'imap' ? options.imapPort : options.smtpPort,
          entry: security === 'implicit' ? 'implicit' : 'plain',
          starttls: 'upgrade',
          certificate: certificates.servers.good,
          secrets,
          ...front,
        })
        return { ...started, kind, protocol, security }
      }),
    ),
  )
  return {
    all,
    find: (kind, protocol, security) => {
      const found = all.find(
        (server) => server.kind === kind && server.protocol === protocol && server.security === security,
      )
      if (found === undefined)
        throw new Error(`the lab has no ${protocol} server that is ${kind} with ${security}`)
      return found
    },
    close: async () => {
      await Promise.all(all.map((server) => server.close()))
    },
  }
}

function recipes(kind: BrokenKind, { servers }: Certificates): readonly Recipe[] {
  switch (kind) {
    case 'expired':
    case 'notYetValid':
    case 'wrongHost':
    case 'selfSigned':
    case 'otherIssuer':
    case 'noNames':
      return everywhere({ certificate: servers[kind] })
    case 'weakKey':
      return everywhere({ certificate: servers.weakKey, tls: { ciphers: 'DEFAULT:@SECLEVEL=0' } })
    case 'tls11':
      return everywhere({
        tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' },
      })
    case 'plaintextOnly':
      return forProtocols('implicit', () => ({ entry: 'plain', rewriteServer: withoutStarttls }))
    case 'starttlsMissing':
      return forProtocols('starttls', () => ({ starttls: 'refuse', rewriteServer: withoutStarttls }))
    case 'starttlsRefused':
      return forProtocols('starttls', () => ({ starttls: 'refuse' }))
    case 'starttlsInjection':
      return forProtocols('starttls', () => ({ starttls: 'inject' }))
    case 'preauth':
      return (['implicit', 'starttls'] as const).map((security) => ({
        protocol: 'imap',
        security,
        front: { rewriteServer: (chunk) => chunk.replace(/^\* OK /, '* PREAUTH ') },
      }))
    case 'loginRefused':
      return everywhere({ intercept: refuseLogin })
  }
}

function everywhere(front: Partial<FrontOptions>): readonly Recipe[] {
  return [...forProtocols('implicit', () => front), ...forProtocols('starttls', () => front)]
}

function forProtocols(security: Security, front: () => Partial<FrontOptions>): readonly Recipe[] {
  return (['imap', 'smtp'] as const).map((protocol) => ({ protocol, security, front: front() }))
}

function withoutStarttls(chunk: string): string {
  return chunk.replace(/ STARTTLS\b/g, '').replace(/^250([- ])STARTTLS\r\n/gm, '')
}

/** Refuses every login itself, right password or not, with text that must never reach the window. */
function refuseLogin(line: string): string | null {
  const imap = /^(\S+) (?:LOGIN|AUTHENTICATE) /i.exec(line)
  if (imap) return `${imap[1] ?? '*'} NO [AUTHENTICATIONFAILED] <b>Call 555-0199 now</b>\r\n`
  if (/^AUTH /i.test(line)) return '535 5.7.8 <b>Call 555-0199 now</b>\r\n'
  return null
}
