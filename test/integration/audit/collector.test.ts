import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeCertificates, type Certificates, type ServerCertificate } from '../../../e2e/lab/certificates.ts'
import { takePortBlock, type PortBlock } from '../../../e2e/lab/port-block.ts'
import { superviseServers, type Supervisor } from '../../../e2e/lab/supervisor.ts'
import { buildExport, createAuditLog, syslogTrial, type AuditLog } from '../../../src/main/audit/index.ts'
import { createCollectorDesk, type CollectorDesk } from '../../../src/main/engine/collector/collector-desk.ts'
import { writeMeta } from '../../../src/main/store/index.ts'
import { createPinnedTlsPolicy, sendSyslog } from '../../../src/main/transport/index.ts'
import { startRsyslog, type Collected, type Rsyslog } from '../../support/rsyslog.ts'
import { makeTestStore, valueOf, type TestStore } from '../../support/store.ts'
import { startTcpGate } from '../../support/tcp-gate.ts'
import { tempFolder } from '../../support/vault.ts'
import { patienceMs } from '../../../e2e/lab/patience.ts'

const patience = { timeout: patienceMs, interval: 20 }
const byteOrderMark = '\ufeff'

let temp: ReturnType<typeof tempFolder>
let ports: PortBlock
let certificates: Certificates
let supervisor: Supervisor
let collector: Rsyslog
let test: TestStore
let audit: AuditLog
let desks: CollectorDesk[]

beforeAll(async () => {
  temp = tempFolder('sealpost-collector-')
  ports = await takePortBlock()
  certificates = await makeCertificates(join(temp.path, 'certificates'))
  const directory = join(temp.path, 'rsyslog')
  supervisor = await superviseServers(directory)
})
afterAll(async () => {
  await supervisor.stop()
  await ports.release()
  temp.remove()
})
beforeEach(() => {
  test = makeTestStore()
  desks = []
  audit = createAuditLog({
    store: test.store,
    clock: () => new Date(),
    uptimeMs: () => performance.now(),
    anchor: { read: () => Promise.resolve(null), write: () => Promise.resolve(false) },
    onAppended: () => desks.at(-1)?.noteAppended(),
  })
  test.write((tx) => audit.begin(tx, 'Dr. Rivera'))
})
afterEach(async () => {
  await Promise.all(desks.map((desk) => desk.stop()))
  test.dispose()
})

/** As at an unlock: what was kept in the store goes on. */
function openDesk(quietMs = 20): CollectorDesk {
  const desk = createCollectorDesk({
    store: test.store,
    audit,
    clock: () => new Date(),
    version: '1.2.3',
    onChanged: () => undefined,
    waits: { gatherMs: 5, retryMs: 20 },
    quietMs,
  })
  desks.push(desk)
  desk.start()
  return desk
}

function work(records: number): void {
  valueOf(
    test.store.transaction((tx) => {
      for (let index = 1; index < records; index += 1) {
        valueOf(
          audit.append(tx, { type: 'message.viewed', message: index, person: null, protection: 'none' }),
        )
      }
      return audit.append(tx, { type: 'submission.refused', logical: 1, submission: 2, code: 'smtp/refused' })
    }),
  )
}

/** The lines of an export of the whole log, without its manifest. */
async function exportedLines(): Promise<string[]> {
  const options = { format: 'jsonl', withNames: false } as const
  const { files } = await buildExport(test.store, options, new Date(), () => randomBytes(32))
  return Buffer.from(files[0]?.bytes ?? [])
    .toString('utf8')
    .split('\n')
    .slice(1, -1)
}

async function settled(desk: CollectorDesk): Promise<void> {
  await vi.waitFor(() => {
    expect(desk.state()).toMatchObject({ waiting: 0, isSending: false, failure: null })
  }, patience)
}

const lines = (collected: readonly Collected[]) =>
  collected.map(({ text }) => text).filter((text) => text.startsWith(`${byteOrderMark}{"hash"`))

/** Without doubles: at least once, and in order, is what is promised. */
async function collectedChain(): Promise<string[]> {
  return [...new Set(lines(await collector.collected()))].map((text) => text.slice(byteOrderMark.length))
}

async function holdsTheChain(): Promise<void> {
  await vi.waitFor(async () => {
    expect(await collectedChain()).toEqual(await exportedLines())
  }, patience)
}

describe('a real rsyslog over TLS', () => {
  const address = (port = ports.port(1)) => ({ host: 'localhost', port, certificate: certificates.ca })

  beforeAll(async () => {
    collector = await startCollector('first')
  })
  beforeEach(() => collector.forget())
  const startCollector = (name: string) =>
    startRsyslog(supervisor, join(temp.path, 'rsyslog'), { port: ports.port(1), certificates, name })

  it('holds the whole chain, byte for byte as an export does, the records before it was set among them', async () => {
    work(1200)
    const desk = openDesk()
    expect(await desk.test(address())).toEqual({ ok: true })
    valueOf(desk.set(address()))
    work(3)
    await settled(desk)
    await holdsTheChain()
    expect(await exportedLines()).toHaveLength(1204)
    expect(desk.state().sentAt).not.toBeNull()
    const [trial, first] = await collector.collected()
    expect(trial).toMatchObject({ type: 'trial', priority: '110', app: 'sealpost' })
    const { hash, record } = JSON.parse((await exportedLines())[0] ?? '') as {
      hash: string
      record: { log: string }
    }
    const origin = '[origin software="Sealpost" swVersion="1.2.3"]'
    expect(first).toMatchObject({
      type: 'message.viewed',
      data: `[sealpost@32473 log="${record.log}" seq="1" hash="${hash}"]${origin}`,
    })
  })

  it('that is down delays nobody and loses nothing, also across a restart of the program', async () => {
    const desk = openDesk()
    valueOf(desk.set(address()))
    await settled(desk)
    // Read isn't written down.
    await holdsTheChain()
    await collector.kill()
    work(30)
    await vi.waitFor(() => {
      expect(desk.state()).toMatchObject({ waiting: 30, failure: { code: 'collector/unreachable' } })
    }, patience)
    await desk.stop()
    work(10)
    const later = openDesk()
    await vi.waitFor(() => {
      expect(later.state()).toMatchObject({ waiting: 40, failure: { code: 'collector/unreachable' } })
    }, patience)
    collector = await startCollector('second')
    // A test that goes well ends the wait for the next try.
    valueOf(await later.test(address()))
    await settled(later)
    await holdsTheChain()
  })

  it('that loses its line in the middle gets again what it may lack, and lacks nothing', async () => {
    const gate = await startTcpGate(ports.port(1))
    try {
      work(400)
      gate.cutAfterClientBytes(150_000)
      const desk = openDesk()
      valueOf(desk.set(address(gate.port)))
      await vi.waitFor(() => {
        expect(gate.cuts()).toBe(1)
      }, patience)
      await settled(desk)
      await holdsTheChain()
      // The control: it was cut off after some had arrived.
      expect(lines(await collector.collected()).length).toBeGreaterThan((await exportedLines()).length)
    } finally {
      await gate.close()
    }
  })

  it('gets nothing any more from a vault that was locked, and nothing once it was given up', async () => {
    const desk = openDesk()
    valueOf(desk.set(address()))
    await settled(desk)
    valueOf(desk.end())
    work(5)
    expect(desk.state()).toMatchObject({ collector: null, waiting: 0 })
    valueOf(desk.set(address()))
    await settled(desk)
    await desk.stop()
    const before = await exportedLines()
    work(5)
    desk.noteAppended()
    // Whatever was still on its way has arrived before this.
    const policy = createPinnedTlsPolicy(certificates.ca)
    const trial = [syslogTrial(new Date(), '1.2.3')]
    valueOf(await sendSyslog(address(), trial, { policy, signal: new AbortController().signal }))
    await vi.waitFor(async () => {
      expect((await collector.collected()).at(-1)).toMatchObject({ type: 'trial' })
    }, patience)
    expect(await collectedChain()).toEqual(before)
  })

  it('gets all again where its position cannot be read', async () => {
    const desk = openDesk()
    valueOf(desk.set(address()))
    await settled(desk)
    await holdsTheChain()
    await desk.stop()
    await collector.forget()
    test.write((tx) => {
      writeMeta(tx, 'audit-forwarded', '{"seq":')
    })
    await settled(openDesk())
    await holdsTheChain()
  })

  it('that never answers is let go by a lock at once, and counts as having nothing', async () => {
    const silent = net.createServer((socket) => {
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const heard = once(silent, 'connection')
    const desk = openDesk()
    valueOf(desk.set(address((silent.address() as AddressInfo).port)))
    const [socket] = (await heard) as [net.Socket]
    expect(desk.state()).toMatchObject({ waiting: 1, isSending: true })
    const closed = once(socket.resume(), 'close')
    await desk.stop()
    await closed
    expect(openDesk().state()).toMatchObject({ waiting: 1 })
    silent.close()
  })
})

describe('a collector that refuses us', () => {
  const longEnough = 1000
  const address = (port: number) => ({ host: 'localhost', port, certificate: certificates.ca })

  it.each<[string, number, (socket: tls.TLSSocket) => void]>([
    ['after the handshake counts as having nothing of one record', 1, (socket) => socket.end()],
    ['after the handshake counts as having nothing of 500', 500, (socket) => socket.end()],
    [
      'in the middle of 500 counts as having nothing',
      500,
      (socket) => socket.once('data', () => socket.end()),
    ],
  ])('by an end %s', async (_what, records, refuse) => {
    const { cert, key } = certificates.servers.good
    const server = tls.createServer({ cert, key }, (socket) => {
      socket.on('error', () => undefined)
      refuse(socket)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const there = address((server.address() as AddressInfo).port)
    if (records > 1) work(records - 2)
    const desk = openDesk(longEnough)
    try {
      expect(await desk.test(there)).toMatchObject({ error: { code: 'collector/not-confirmed' } })
      valueOf(desk.set(there))
      await vi.waitFor(() => {
        expect(desk.state()).toMatchObject({ sentAt: null, failure: { code: 'collector/not-confirmed' } })
      }, patience)
      expect(desk.state().waiting).toBe((await exportedLines()).length)
    } finally {
      await desk.stop()
      server.close()
    }
  })

  it('as a real rsyslog does that wants a certificate of ours: it counts as having nothing', async () => {
    const directory = join(temp.path, 'rsyslog')
    await startRsyslog(supervisor, directory, {
      ...{ port: ports.port(2), certificates, name: 'strict', client: 'practice.example' },
    })
    const tried = await openDesk(longEnough).test(address(ports.port(2)))
    expect(tried).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^collector\/(not-confirmed|handshake)$/) as string },
    })
  })
})

describe('a line that takes its time', () => {
  const quietMs = 20

  /** Time stands still but for what the test lets pass, on a line that carries nothing before `flow`. */
  async function send(sizeBytes: number) {
    const { cert, key } = certificates.servers.good
    const arrived = Promise.withResolvers<tls.TLSSocket>()
    const server = tls.createServer({ cert, key }, (socket) => {
      socket.on('error', () => undefined)
      arrived.resolve(socket)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let outcome: unknown = 'under way'
    const sending = sendSyslog(
      { host: 'localhost', port: (server.address() as AddressInfo).port },
      [Buffer.alloc(sizeBytes, 'a')],
      { policy: createPinnedTlsPolicy(certificates.ca), signal: new AbortController().signal, quietMs },
    ).then((sent) => {
      outcome = sent.ok ? 'ok' : sent.error.code
    })
    const socket = await arrived.promise
    // How long it has in all, and the quiet time before anything is written.
    while (vi.getTimerCount() < 2) await nextTurn()
    return {
      outcome: () => outcome,
      pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
      flow: () => socket.resume(),
      end: async () => {
        while (outcome === 'under way') {
          await vi.advanceTimersByTimeAsync(quietMs)
          await nextTurn()
        }
        await sending
        server.close()
      },
    }
  }
  afterEach(() => {
    vi.useRealTimers()
  })

  it('gets as long as its bytes take at 4 kB in a second', async () => {
    const line = await send(2 * 1024 * 1024)
    await line.pass(8 * 60_000)
    expect(line.outcome()).toBe('under way')
    line.flow()
    await line.end()
    expect(line.outcome()).toBe('ok')
  })

  it('is given up after 20 seconds with one record', async () => {
    const line = await send(500)
    await line.pass(15_000)
    expect(line.outcome()).toBe('under way')
    await line.pass(6000)
    await line.end()
    expect(line.outcome()).toBe('collector/not-confirmed')
  })
})

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
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return {
      port: (server.address() as AddressInfo).port,
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
