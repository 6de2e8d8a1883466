import { Resolver } from 'node:dns/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadPresets, lookUpServers, type ProviderPresets } from '../../../src/main/accounts/index.ts'
import { startDnsServer, type DnsRecord, type DnsServer } from '../../support/dns-server.ts'
import { valueOf } from '../../support/store.ts'

let server: DnsServer
let presets: ProviderPresets
let names: Resolver

beforeAll(async () => {
  server = await startDnsServer()
  presets = await loadPresets([join(import.meta.dirname, '../../../resources/providers')])
})
afterAll(() => server.close())
beforeEach(() => {
  names = new Resolver({ timeout: 2_000, tries: 2 })
  names.setServers([server.address])
})

const srv = (target: string, port: number, priority = 0, weight = 0): DnsRecord => ({
  ...{ type: 'srv', priority, weight, port, target },
})
const mx = (exchange: string, priority = 10): DnsRecord => ({ type: 'mx', priority, exchange })
const lookUp = (address = 'ana@hope.example') => lookUpServers(address, presets, names)

describe('what a domain says of its mail servers', () => {
  it('is its own name for them, and nothing but the domain is told to the name service', async () => {
    const before = server.asked.length
    server.tell({
      '_imaps._tcp.hope.example': [srv('mail.hope.example', 993)],
      '_submissions._tcp.hope.example': [srv('mail.hope.example', 465)],
    })
    expect(await lookUp()).toMatchObject({
      ok: true,
      value: {
        kind: 'named',
        domain: 'hope.example',
        named: ['imap', 'smtp'],
        elsewhere: [],
        suggestion: {
          imap: { host: 'mail.hope.example', port: 993, security: 'implicit' },
          smtp: { host: 'mail.hope.example', port: 465, security: 'implicit' },
        },
      },
    })
    expect(new Set(server.asked.slice(before))).toEqual(
      new Set(['_imaps._tcp.hope.example', '_submissions._tcp.hope.example', 'hope.example']),
    )
  })

  it('is STARTTLS only where it names nothing with TLS from the start', async () => {
    server.tell({
      '_imap._tcp.hope.example': [srv('old.hope.example', 143)],
      '_imaps._tcp.hope.example': [srv('.', 0)],
      '_submission._tcp.hope.example': [srv('old.hope.example', 587)],
    })
    expect(await lookUp()).toMatchObject({
      value: {
        suggestion: {
          imap: { host: 'old.hope.example', port: 143, security: 'starttls' },
          smtp: { host: 'old.hope.example', port: 587, security: 'starttls' },
        },
      },
    })
  })

  it('is the one of the lowest priority, and of equals the heaviest', async () => {
    server.tell({
      '_imaps._tcp.hope.example': [
        srv('c.hope.example', 993, 20, 100),
        srv('b.hope.example', 993, 10, 5),
        srv('a.hope.example', 993, 10, 50),
      ],
    })
    expect(await lookUp()).toMatchObject({
      value: { suggestion: { imap: { host: 'a.hope.example' }, smtp: { host: 'smtp.hope.example' } } },
    })
  })

  it.each([
    ['imap', { '_imaps._tcp.hope.example': [srv('a.hope.example', 993)] }],
    ['smtp', { '_submission._tcp.hope.example': [srv('a.hope.example', 587)] }],
  ])('is only what it names: %s, the other is a guess', async (which, records) => {
    server.tell(records)
    expect(await lookUp()).toMatchObject({ value: { kind: 'named', named: [which], elsewhere: [] } })
  })

  it('comes with the ways in of a provider that is known by its host', async () => {
    server.tell({ '_imaps._tcp.hope.example': [srv('imap.fastmail.com', 993)] })
    expect(await lookUp()).toMatchObject({
      value: {
        named: ['imap'],
        elsewhere: ['imap.fastmail.com', 'smtp.fastmail.com'],
        suggestion: { providerId: 'fastmail', ways: [{ kind: 'app-password' }] },
      },
    })
  })

  it.each([
    ['aspmx.l.google.com', 'google', 'imap.gmail.com'],
    ['hope-example.mail.protection.outlook.com', 'microsoft', 'outlook.office365.com'],
    ['in1-smtp.messagingengine.com', 'fastmail', 'imap.fastmail.com'],
    ['mx01.mail.icloud.com', 'icloud', 'imap.mail.me.com'],
  ])('is otherwise known by who takes its mail: %s', async (exchange, providerId, host) => {
    server.tell({ 'hope.example': [mx('spare.elsewhere.example', 50), mx(exchange)] })
    expect(await lookUp()).toMatchObject({
      value: { kind: 'provider', suggestion: { providerId, imap: { host } } },
    })
  })

  it.each([
    ['the domain says nothing', {}],
    ['a stranger takes its mail', { 'hope.example': [mx('mx.stranger.example')] }],
    ['a stranger’s name ends like a provider’s', { 'hope.example': [mx('mx.notgoogle.com')] }],
    [
      'a provider is but the spare',
      { 'hope.example': [mx('mx.stranger.example'), mx('aspmx.l.google.com', 20)] },
    ],
    ['a service is said not to be there', { '_imaps._tcp.hope.example': [srv('.', 0)] }],
  ])('is nothing where %s', async (_when, records) => {
    server.tell(records)
    expect(await lookUp()).toEqual({ ok: true, value: { kind: 'nothing', domain: 'hope.example' } })
  })

  it.each(['_imaps', '_submissions'])('counts where the name service fails at %s alone', async (service) => {
    server.tell({ 'hope.example': [mx('aspmx.l.google.com')] })
    server.fail([`${service}._tcp.hope.example`])
    expect(await lookUp()).toMatchObject({
      value: { kind: 'provider', suggestion: { providerId: 'google' } },
    })
  })

  it('isn’t STARTTLS where the name service fails at TLS from the start', async () => {
    const starttls = { '_imap._tcp.hope.example': [srv('old.hope.example', 143)] }
    server.tell(starttls)
    expect(await lookUp()).toMatchObject({ value: { kind: 'named', named: ['imap'] } })
    server.fail(['_imaps._tcp.hope.example'])
    expect(await lookUp()).toMatchObject({ value: { kind: 'nothing' } })
  })

  it('isn’t known where the name service fails at everything', async () => {
    server.fail()
    expect(await lookUp()).toMatchObject({ error: { code: 'host/offline' } })
  })
})

describe('a forged answer of the name service', () => {
  it.each(['mail.evil.example', 'hope.example.evil.example', 'nothope.example'])(
    'leads nowhere unseen: %s is told as outside of the domain (RFC 6186 section 6)',
    async (host) => {
      server.tell({
        '_imaps._tcp.hope.example': [srv(host, 993)],
        '_submissions._tcp.hope.example': [srv('mail.hope.example', 465)],
      })
      expect(await lookUp()).toMatchObject({ value: { kind: 'named', elsewhere: [host] } })
    },
  )

  const provider = { imap: srv('imap.gmail.com', 993), smtp: srv('smtp.gmail.com', 465) }
  const stranger = srv('mail.evil.example', 465)
  it.each([
    ['nothing (the control)', provider.imap, provider.smtp, 'google', 'oauth'],
    ['where mail leaves', provider.imap, stranger, 'generic', 'password'],
    ['where mail lies', stranger, provider.smtp, 'generic', 'password'],
  ])('gets no provider’s sign-in for a stranger: %s', async (_what, imap, smtp, providerId, kind) => {
    server.tell({ '_imaps._tcp.hope.example': [imap], '_submissions._tcp.hope.example': [smtp] })
    const found = valueOf(await lookUp())
    const { suggestion } = found.kind === 'named' ? found : expect.fail(found.kind)
    expect([suggestion.providerId, suggestion.ways[0]?.kind]).toEqual([providerId, kind])
  })

  it('gets none either for an address whose domain is the provider’s', async () => {
    server.tell({ '_imaps._tcp.gmail.com': [stranger], '_submissions._tcp.gmail.com': [stranger] })
    expect(await lookUp('ana@gmail.com')).toMatchObject({
      value: { suggestion: { providerId: 'generic', ways: [{ kind: 'password' }] } },
    })
  })

  it.each(['192.0.2.7', 'localhost', 'a b.example', 'x<img>.example'])(
    'is no server where it isn’t a name that a certificate can hold: %s',
    async (target) => {
      server.tell({ '_imaps._tcp.hope.example': [srv(target, 993)] })
      expect(await lookUp()).toMatchObject({ value: { kind: 'nothing' } })
    },
  )
})
