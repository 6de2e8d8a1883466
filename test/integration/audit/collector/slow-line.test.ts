import { setImmediate as nextTurn } from 'node:timers/promises'
import tls from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPinnedTlsPolicy, sendSyslog } from '../../../../src/main/transport/index.ts'
import { listen, useCertificates } from './collector-desk.ts'

const certificates = useCertificates()

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
    const port = await listen(server)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let outcome: unknown = 'under way'
    const sending = sendSyslog({ host: 'localhost', port }, [Buffer.alloc(sizeBytes, 'a')], {
      policy: createPinnedTlsPolicy(certificates.ca),
      signal: new AbortController().signal,
      quietMs,
    }).then((sent) => {
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
