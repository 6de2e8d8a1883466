import tls from 'node:tls'
import { describe, expect, it, vi } from 'vitest'
import { valueOf } from '../../../support/store.ts'
import { listen, patience, useCertificates, usePracticeLog, useRsyslogServers } from './collector-desk.ts'

const certificates = useCertificates()
const servers = useRsyslogServers(certificates)
const { openDesk, work, exportedLines } = usePracticeLog()

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
    const there = address(await listen(server))
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
    const port = servers.port(1)
    await servers.start({ port, name: 'strict', client: 'practice.example' })
    const tried = await openDesk(longEnough).test(address(port))
    expect(tried).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^collector\/(not-confirmed|handshake)$/) as string },
    })
  })
})
