import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { people } from '../../../e2e/lab/index.ts'
import { makeCertificates, type Certificates } from '../../../e2e/lab/certificates.ts'
import { envelopeIdOf, envelopeIdOnWire, type SealedMessage } from '../../../src/main/sealing/index.ts'
import { createTlsPolicy, submit, type SubmitOptions } from '../../../src/main/transport/index.ts'
import { passwordOf, sealedFor, valueOf } from './support.ts'

let folder = ''
let certificates: Certificates

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-extensions-'))
  certificates = await makeCertificates(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a server that offers these extensions was told in the envelope. */
async function envelopeAt(
  offered: { readonly dsn: boolean; readonly requireTls: boolean },
  message: SealedMessage,
  options: SubmitOptions = {},
): Promise<SMTPServerEnvelope> {
  const { key, cert } = certificates.servers.good
  const told = Promise.withResolvers<SMTPServerEnvelope>()
  const server = new SMTPServer({
    ...{ secure: true, key, cert, logger: false, disableReverseLookup: true, closeTimeout: 100 },
    ...{ hideDSN: !offered.dsn, hideREQUIRETLS: !offered.requireTls },
    onAuth: (_auth, _session, done) => {
      done(null, { user: 'rivera' })
    },
    onData: (stream, session, done) => {
      stream.resume()
      stream.on('end', () => {
        told.resolve(session.envelope)
        done(null)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.server.address() as AddressInfo
    const policy = createTlsPolicy({ extraRoots: [certificates.ca] })
    const at = { host: 'localhost', port, security: 'implicit' as const }
    valueOf(await submit(message, at, passwordOf(people.rivera), policy, options))
    return await told.promise
  } finally {
    await new Promise<void>((resolve) => server.close(resolve))
  }
}

it('asks for notices of failure, by an id that stands in no header, and for TLS all the way', async () => {
  const message = sealedFor([people.maria.address, people.lee.address])
  const envelope = await envelopeAt({ dsn: true, requireTls: true }, message)
  expect(envelope.requireTLS).toBe(true)
  expect(envelope.dsn).toMatchObject({ ret: 'HDRS', envid: envelopeIdOf(message.mac) })
  expect(envelope.rcptTo.map(({ dsn }) => dsn?.notify)).toEqual([['FAILURE'], ['FAILURE']])
  expect(Buffer.from(message.raw).toString('latin1')).not.toContain(envelopeIdOf(message.mac))
})

it('asks for nothing that is not offered', async () => {
  const envelope = await envelopeAt({ dsn: false, requireTls: false }, sealedFor([people.maria.address]))
  expect(envelope.requireTLS ?? false).toBe(false)
  expect(envelope.dsn).toBeUndefined()
})

it('does without TLS on the way only when told to, by an envelope id of its own', async () => {
  const message = sealedFor([people.maria.address])
  const envelope = await envelopeAt({ dsn: true, requireTls: true }, message, { requiresTls: false })
  expect(envelope.requireTLS ?? false).toBe(false)
  expect(envelope.dsn).toMatchObject({ envid: envelopeIdOnWire(message.mac, false) })
  expect(envelopeIdOnWire(message.mac, false)).not.toBe(envelopeIdOf(message.mac))
})

it('names those alone who still wait, and never anyone else', async () => {
  const message = sealedFor([people.maria.address, people.lee.address])
  const offered = { dsn: true, requireTls: false }
  const envelope = await envelopeAt(offered, message, { recipients: [people.lee.address] })
  expect(envelope.rcptTo.map(({ address }) => address)).toEqual([people.lee.address])
  await expect(envelopeAt(offered, message, { recipients: ['eve@evil.test'] })).rejects.toThrow(TypeError)
})
