import { Resolver } from 'node:dns/promises'
import { domainToASCII } from 'node:url'
import type { Server } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'

/** Where names are asked: the computer's own name service, or that of a test. */
export type NameService = Pick<Resolver, 'resolveSrv' | 'resolveMx'>

/** What a domain says of its mail servers. */
export interface MailHosts {
  /** Null where the domain names none (RFC 6186 section 3.4: a target of `.` says that there is none). */
  readonly imap: Server | null
  readonly smtp: Server | null
  /** Who takes its mail, the preferred first: what tells of a provider. In lower case. */
  readonly exchangers: readonly string[]
}

type Named = {
  readonly host: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

/** Nothing waits long for a name: a person stands before it. */
const timeoutMs = 3_000

export function systemNames(): NameService {
  return new Resolver({ timeout: timeoutMs, tries: 2 })
}

/**
 * Asks the name service for the mail servers of a domain: `_imaps`, `_submissions` (RFC 8314 section 5.1), where there is
 * none `_imap`, `_submission` with STARTTLS (RFC 6186), and who takes its mail. Whoever answers names learns the domain, and
 * could answer anything: what comes is shown and confirmed, never used by itself. What fails alone counts as not named.
 * Error: `host/offline`, where nothing was answered.
 */
export async function findMailHosts(domain: string, names: NameService): Promise<Result<MailHosts>> {
  const ascii = domainToASCII(domain).toLowerCase()
  if (ascii === '') {
    return ok({ imap: null, smtp: null, exchangers: [] })
  }
  // Where nobody says whether it has TLS from the start, STARTTLS isn't taken for all there is.
  const service = async (implicit: string, starttls: string): Promise<Server | null | undefined> => {
    const best = await bestOf(`${implicit}._tcp.${ascii}`, names)
    return best === null
      ? asServer(await bestOf(`${starttls}._tcp.${ascii}`, names), 'starttls')
      : asServer(best, 'implicit')
  }
  const [imap, smtp, exchangers] = await Promise.all([
    service('_imaps', '_imap'),
    service('_submissions', '_submission'),
    found(names.resolveMx(ascii)),
  ])
  if (imap === undefined && smtp === undefined && exchangers === undefined) {
    return fail('host/offline')
  }
  const inOrder = (exchangers ?? []).toSorted((one, other) => one.priority - other.priority)
  return ok({
    imap: imap ?? null,
    smtp: smtp ?? null,
    exchangers: inOrder.flatMap(({ exchange }) => hostName(exchange) ?? []),
  })
}

/** The preferred one; among equals the heaviest, where RFC 2782 would draw lots: the same answer each time. */
async function bestOf(name: string, names: NameService): Promise<Named | null | undefined> {
  const records = await found(names.resolveSrv(name))
  const usable = records?.flatMap(({ name: target, port, priority, weight }) => {
    const host = hostName(target)
    return host === null || port === 0 ? [] : [{ host, port, priority, weight }]
  })
  const inOrder = usable?.toSorted((one, other) => one.priority - other.priority || other.weight - one.weight)
  return inOrder === undefined ? undefined : (inOrder[0] ?? null)
}

/** That there is no such name is an answer; undefined: nobody gave one, or the name service failed at it (SERVFAIL, REFUSED). */
async function found<T>(asked: Promise<T[]>): Promise<T[] | undefined> {
  try {
    return await asked
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : undefined
  }
}

function asServer(named: Named | null | undefined, security: Server['security']): Server | null | undefined {
  return named == null ? named : { host: named.host, port: named.port, security }
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const wholeName = new RegExp(`^(?:${label}\\.)+[a-z]${label}$`)

/** What can stand in a certificate as a name, in lower case; null for `.`, addresses and anything else. */
function hostName(given: string): string | null {
  const name = given.replace(/\.$/, '').toLowerCase()
  return name.length <= 253 && wholeName.test(name) ? name : null
}
