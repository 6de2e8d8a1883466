import { once } from 'node:events'
import net from 'node:net'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { syslogTrial } from '../../../../src/main/audit/index.ts'
import type { CollectorDesk } from '../../../../src/main/engine/collector/collector-desk.ts'
import { writeMeta } from '../../../../src/main/store/index.ts'
import { createPinnedTlsPolicy, sendSyslog } from '../../../../src/main/transport/index.ts'
import type { Collected, Rsyslog } from '../../../support/rsyslog.ts'
import { valueOf } from '../../../support/store.ts'
import { startTcpGate } from '../../../support/tcp-gate.ts'
import { listen, patience, useCertificates, usePracticeLog, useRsyslogServers } from './collector-desk.ts'

const byteOrderMark = '\ufeff'

const certificates = useCertificates()
const servers = useRsyslogServers(certificates)
const { write, openDesk, work, exportedLines } = usePracticeLog()
let collector: Rsyslog

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
  const address = (port = servers.port(1)) => ({ host: 'localhost', port, certificate: certificates.ca })

  beforeAll(async () => {
    collector = await startCollector('first')
  })
  beforeEach(() => collector.forget())
  const startCollector = (name: string) => servers.start({ port: servers.port(1), name })

  it('holds the whole chain, byte for byte as an export does, the records before it was set among them', async () => {
    work(1200)
    const desk = openDesk()
    expect(await desk.test(address())).toEqual({ ok: true })
    valueOf(desk.set(address()))
    work(3)
    await settled(desk)
    await holdsTheChain()
    expect(await exportedLines()).toHaveLength(1216)
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
    const gate = await startTcpGate(servers.port(1))
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
    write((tx) => {
      writeMeta(tx, 'audit-forwarded', '{"seq":')
    })
    await settled(openDesk())
    await holdsTheChain()
  })

  it('that never answers is let go by a lock at once, and counts as having nothing', async () => {
    const silent = net.createServer((socket) => {
      socket.on('error', () => undefined)
    })
    const port = await listen(silent)
    const heard = once(silent, 'connection')
    const desk = openDesk()
    valueOf(desk.set(address(port)))
    const [socket] = (await heard) as [net.Socket]
    expect(desk.state()).toMatchObject({ waiting: 1, isSending: true })
    const closed = once(socket.resume(), 'close')
    await desk.stop()
    await closed
    expect(openDesk().state()).toMatchObject({ waiting: 1 })
    silent.close()
  })
})
