import { describe, expect, it } from 'vitest'
import { auditEventTypes } from './events/index.ts'
import { syslogMessageOf, syslogTrial } from './syslog.ts'

const at = Date.UTC(2026, 10, 22, 9, 30)
const row = (type: string) => ({
  ...{ seq: 12, at, type, hash: Buffer.alloc(32, 0xab) },
  canonical: Buffer.from('{"user":"zoë"}'),
})
const message = (type: string, version = '1.2.3') =>
  Buffer.from(syslogMessageOf(row(type), { log: 'a1b2', version })).toString('utf8')

describe('a record as a message of RFC 5424', () => {
  it('has header, structured data, byte order mark and the line of an export', () => {
    const hash = 'ab'.repeat(32)
    expect(message('message.viewed')).toBe(
      '<110>1 2026-11-22T09:30:00.000Z - sealpost - message.viewed ' +
        `[sealpost@32473 log="a1b2" seq="12" hash="${hash}"][origin software="Sealpost" swVersion="1.2.3"] ` +
        `\ufeff{"hash":"${hash}","record":{"user":"zoë"}}`,
    )
  })

  it.each(['vault.unlock-failed', 'vault.proof-failed', 'collector.set', 'collector.ended'])(
    'is a warning of %s',
    (type) => {
      expect(message(type)).toMatch(/^<108>1 /)
    },
  )

  it('escapes what would end a value of the structured data (section 6.3.3)', () => {
    expect(message('message.viewed', String.raw`1"] \x`)).toContain(String.raw`swVersion="1\"\] \\x"]`)
  })

  it.each(auditEventTypes)('names %s in at most 32 printable characters (section 6.2.7)', (type) => {
    expect(type).toMatch(/^[!-~]{1,32}$/)
  })

  it('holds nothing of the log where it is a trial', () => {
    const trial = Buffer.from(syslogTrial(new Date(at), '1.2.3')).toString('utf8')
    expect(trial).toMatch(/^<110>1 \S+ - sealpost - trial \[origin [^\]]*\] \ufeffSealpost tries/)
  })
})
