import type { AuditEventRow } from '../store/index.ts'
import type { AuditEventType } from './events/index.ts'
import { lineOf } from './record-lines.ts'

/** RFC 5424, section 6.2.1: the facility of audit logs, and how grave a message is. */
const auditFacility = 13
const severities = { warning: 4, informational: 6 } as const

/** Of these whoever watches a collector wants to hear. */
const grave: ReadonlySet<string> = new Set<AuditEventType>([
  ...(['vault.unlock-failed', 'vault.proof-failed', 'vault.journal-damaged'] as const),
  ...(['vault.restored', 'vault.recovered'] as const),
  ...(['clock.set-back', 'recovery-bundle.differed', 'backup.failed', 'audit.rollback-explained'] as const),
  ...(['audit.anchor-missing', 'collector.set', 'collector.ended'] as const),
])

/**
 * The registry asks for a number for names of one's own (section 6.3.2). Sealpost has none yet: 32473 is the one that
 * RFC 5612 sets aside and RFC 5424 itself uses in its examples (docs/adr/0048).
 */
const recordId = 'sealpost@32473'
/** Section 6.4: says that the text after it is UTF-8. */
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
/** Nothing of this computer: its name is often a person's. */
const unsaid = '-'

/**
 * A record as a message of RFC 5424: its text is the line of an export (docs/audit-log.md), so whoever holds the messages
 * holds the chain.
 *
 * @param log its id
 * @param version of this program
 */
export function syslogMessageOf(
  row: AuditEventRow,
  { log, version }: { readonly log: string; readonly version: string },
): Uint8Array {
  const record = { log, seq: String(row.seq), hash: Buffer.from(row.hash).toString('hex') }
  return messageOf({
    severity: grave.has(row.type) ? 'warning' : 'informational',
    at: row.at,
    type: row.type,
    data: structured(recordId, record) + origin(version),
    text: lineOf(row, true).subarray(0, -1),
  })
}

/** A message that holds nothing of the log, to try a collector with. */
export function syslogTrial(now: Date, version: string): Uint8Array {
  return messageOf({
    severity: 'informational',
    at: now.getTime(),
    type: 'trial',
    data: origin(version),
    text: Buffer.from('Sealpost tries whether this collector takes its activity log.'),
  })
}

type Message = {
  readonly severity: keyof typeof severities
  /** ms since 1970. */
  readonly at: number
  readonly type: string
  readonly data: string
  readonly text: Uint8Array
}

function messageOf({ severity, at, type, data, text }: Message): Uint8Array {
  const priority = auditFacility * 8 + severities[severity]
  const time = new Date(at).toISOString()
  const header = `<${String(priority)}>1 ${time} ${unsaid} sealpost ${unsaid} ${type} ${data} `
  return Buffer.concat([Buffer.from(header), byteOrderMark, text])
}

/** Section 7.2: of the names that IANA keeps. */
function origin(version: string): string {
  return structured('origin', { software: 'Sealpost', swVersion: version })
}

/** Section 6.3.3: within a value, quote, backslash and closing bracket are escaped. */
function structured(id: string, values: Readonly<Record<string, string>>): string {
  const parameters = Object.entries(values).map(
    ([name, value]) => ` ${name}="${value.replace(/["\\\]]/g, '\\$&')}"`,
  )
  return `[${id}${parameters.join('')}]`
}
