import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { people, refusingRecipients, startLab, type Fault, type Lab } from '../../../e2e/lab/index.ts'
import {
  createTlsPolicy,
  submit,
  type SubmissionOutcome,
  type SubmitOptions,
  type TlsPolicy,
} from '../../../src/main/transport/index.ts'
import type { SealedMessage } from '../../../src/main/sealing/index.ts'
import type { Server } from '../../../src/shared/contract/index.ts'
import type { Result } from '../../../src/shared/result.ts'
import { passwordOf, sealedFor, valueOf } from './support.ts'

const maxMessageBytes = 400_000

// Where the tests run as root this is the real Postfix; the npm server is met as well, so that both stay honest.
const submissions =
  process.getuid?.() === 0 ? (['postfix', 'smtp-server'] as const) : (['smtp-server'] as const)

describe.each(submissions)('through %s', (submission) => {
  let lab: Lab
  let policy: TlsPolicy

  beforeAll(async () => {
    lab = await startLab({ submission, broken: false, maxMessageBytes })
    policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
  })
  afterAll(() => lab.stop())

  const send = (
    message: SealedMessage,
    server: Server = lab.smtp.implicit,
    person: { address: string; password: string } = people.rivera,
    options: SubmitOptions = {},
  ): Promise<Result<SubmissionOutcome>> => submit(message, server, passwordOf(person), policy, options)

  const messageIdsOf = async (address: string): Promise<readonly string[]> =>
    (await lab.mailbox(address).list()).map(
      ({ raw }) => /^Message-ID: (.*)\r?$/m.exec(raw.toString())?.[1] ?? '',
    )

  test.each(['implicit', 'starttls'] as const)('hands over a message unchanged (%s)', async (security) => {
    const message = sealedFor([people.maria.address], { padBytes: 200_000 })
    const mailbox = lab.mailbox(people.maria.address)
    const before = (await mailbox.list()).length
    expect(valueOf(await send(message, lab.smtp[security]))).toEqual({
      kind: 'answered',
      recipients: [{ address: people.maria.address, state: 'accepted' }],
      tls: expect.stringMatching(/^TLSv1\.3 TLS_[A-Z0-9_]+$/) as string,
    })
    const stored = (await mailbox.waitFor(before + 1)).at(-1)?.raw.toString('latin1')
    expect(stored).toContain(Buffer.from(message.raw).toString('latin1'))
  })

  test('tells each recipient apart', async () => {
    const { maria, daniel } = people
    const { refused, deferred } = refusingRecipients
    const message = sealedFor([maria.address, refused, deferred, daniel.address])
    const outcome = valueOf(await send(message))
    expect(outcome).toMatchObject({
      kind: 'answered',
      recipients: [
        { address: maria.address, state: 'accepted' },
        { address: refused, state: 'refused', reply: { replyCode: 550, status: '5.1.1' } },
        { address: deferred, state: 'deferred', reply: { replyCode: 451, status: '4.3.0' } },
        { address: daniel.address, state: 'accepted' },
      ],
    })
    expect(JSON.stringify(outcome)).not.toContain('lab:')
    await expect.poll(() => messageIdsOf(daniel.address)).toContain(message.messageId)
  })

  test.each([
    ['refused', 550],
    ['deferred', 451],
  ] as const)('says that all were %s', async (state, replyCode) => {
    const address = refusingRecipients[state]
    expect(valueOf(await send(sealedFor([address])))).toMatchObject({
      kind: 'answered',
      recipients: [{ address, state, reply: { replyCode } }],
    })
  })

  test('a server that closes in the middle of the recipients has taken nothing', async () => {
    const message = sealedFor([people.maria.address, refusingRecipients.closing, people.daniel.address])
    const result = await send(message)
    // With the rest of the pipeline unread, the end of the connection may overtake the 421.
    expect(['smtp/deferred', 'host/connection-lost']).toContain(result.ok ? 'ok' : result.error.code)
    expect(await messageIdsOf(people.maria.address)).not.toContain(message.messageId)
  })

  test('a message over the server’s SIZE is not even started', async () => {
    const message = sealedFor([people.maria.address], { padBytes: maxMessageBytes + 1 })
    expect(await send(message)).toEqual({
      ok: false,
      error: {
        code: 'smtp/too-large',
        detail: { sizeBytes: message.sizeBytes, limitBytes: maxMessageBytes },
      },
    })
  })

  test('a sender address that isn’t the account’s is named', async () => {
    expect(await send(sealedFor([people.maria.address]), lab.smtp.implicit, people.lee)).toMatchObject(
      submission === 'postfix'
        ? // Postfix judges the sender together with the recipient.
          { value: { recipients: [{ state: 'refused', reply: { replyCode: 553 } }] } }
        : { error: { code: 'smtp/sender-refused', detail: { replyCode: 553 } } },
    )
  })

  test('notes that data is about to leave after the recipients are known and before any of it leaves', async () => {
    const notes: string[] = []
    const note = (): void => void notes.push('noted')
    await send(sealedFor([refusingRecipients.refused]), lab.smtp.implicit, people.rivera, {
      beforeData: note,
    })
    expect(notes).toEqual([])
    await send(sealedFor([people.daniel.address]), lab.smtp.implicit, people.rivera, { beforeData: note })
    expect(notes).toEqual(['noted'])
  })

  test('hands nothing over when the note fails', async () => {
    const diskFull = new Error('disk full')
    const message = sealedFor([people.daniel.address])
    const beforeData = (): void => {
      throw diskFull
    }
    await expect(send(message, lab.smtp.implicit, people.rivera, { beforeData })).rejects.toBe(diskFull)
    // The next message has arrived, so the one before it would have too.
    const next = sealedFor([people.daniel.address])
    valueOf(await send(next))
    await expect.poll(() => messageIdsOf(people.daniel.address)).toContain(next.messageId)
    expect(await messageIdsOf(people.daniel.address)).not.toContain(message.messageId)
  })

  test('anything but a SealedMessage is refused before a connection opens', async () => {
    const { envelope, messageId, method } = sealedFor([people.maria.address])
    const plain = { envelope, messageId, method, raw: Buffer.from('plain') }
    await expect(send(plain as never)).rejects.toThrow(TypeError)
  })

  describe('when the connection is cut', () => {
    const through = (): Server => ({ host: 'localhost', port: lab.faults.port, security: 'implicit' })
    beforeEach(() => lab.faults.setFault('none'))

    test('positive control: nothing is cut and the message is accepted', async () => {
      expect(valueOf(await send(sealedFor([people.maria.address]), through()))).toMatchObject({
        kind: 'answered',
        recipients: [{ state: 'accepted' }],
      })
    })

    test('after the final dot, the outcome is unknown, though the message did leave', async () => {
      lab.faults.setFault('after-dot')
      const message = sealedFor([people.tomasz.address], { padBytes: 100_000 })
      expect(valueOf(await send(message, through()))).toEqual({ kind: 'unknown' })
      await expect.poll(() => messageIdsOf(people.tomasz.address)).toContain(message.messageId)
    })

    test('while the dot is on its way, the outcome is unknown, though the message did not leave', async () => {
      lab.faults.setFault('before-dot')
      const message = sealedFor([people.tomasz.address], { padBytes: 1_000 })
      expect(valueOf(await send(message, through()))).toEqual({ kind: 'unknown' })
      expect(await messageIdsOf(people.tomasz.address)).not.toContain(message.messageId)
    })

    test('by our own abort while the server is silent after the dot, the outcome is unknown', async () => {
      lab.faults.setFault('stall-after-dot')
      const hitsBefore = lab.faults.hits()
      const abort = new AbortController()
      const sending = send(sealedFor([people.tomasz.address]), through(), people.rivera, {
        signal: abort.signal,
      })
      await expect.poll(() => lab.faults.hits()).toBe(hitsBefore + 1)
      abort.abort()
      expect(valueOf(await sending)).toEqual({ kind: 'unknown' })
    })

    // One sweep is enough, over the real MTA where there is one.
    test.runIf(submission === submissions[0])(
      'anywhere in the dialogue, no outcome contradicts what the recipient has',
      async () => {
        const tally = { accepted: 0, unknown: 0, failed: 0 }
        const cuts: Fault[] = Array.from({ length: 40 }, (_, index) => ({ afterClientBytes: 1 + index * 31 }))
        const more: Fault[] = Array.from({ length: 40 }, (_, index) => ({ afterServerBytes: 1 + index * 23 }))
        for (const fault of [...cuts, ...more]) {
          lab.faults.setFault(fault)
          const message = sealedFor([people.mariaAlvares.address], { padBytes: 300 })
          const result = await send(message, through())
          const arrived = async (): Promise<boolean> =>
            (await messageIdsOf(people.mariaAlvares.address)).includes(message.messageId)
          if (!result.ok) {
            tally.failed += 1
            expect(await arrived(), JSON.stringify([fault, result])).toBe(false)
          } else if (result.value.kind === 'answered') {
            tally.accepted += 1
            expect(result.value.recipients, JSON.stringify(fault)).toMatchObject([{ state: 'accepted' }])
            await expect.poll(arrived).toBe(true)
          } else tally.unknown += 1
        }
        expect(tally.failed).toBeGreaterThan(20)
        expect(tally.unknown).toBeGreaterThan(0)
        expect(tally.accepted).toBeGreaterThan(0)
      },
    )
  })
})
