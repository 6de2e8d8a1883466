import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { valueOf } from '../../../../test/support/store.ts'
import { fail } from '../../../shared/result.ts'
import { packBytes } from '../packed-bytes.ts'
import { createMessageReader, type MessageReader, type MessageReaderDeps } from './message-reader.ts'
import { readPlain } from './read-plain.ts'
import { mailWorkerStarter } from './start-worker.ts'

const startWorker = mailWorkerStarter(new URL('../../engine/mail-worker.ts', import.meta.url))
/** As a worker would behave in whose parser two mails strike a fault. */
const faultyWorker = `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ sources }) => {
    const text = Buffer.concat(sources).toString()
    while (text.includes('Endless'));
    if (text.includes('Deadly')) process.exit(1)
    parentPort.postMessage({ kind: 'done', readings: sources.map(() => ({ kind: 'protected' })) })
  })
  parentPort.postMessage({ kind: 'ready' })`
const startFaulty = mailWorkerStarter(new URL(`data:text/javascript,${encodeURIComponent(faultyWorker)}`))
let reader: MessageReader | undefined
let started = 0
afterEach(async () => reader?.close())

function readerOver(deps: Partial<MessageReaderDeps> = {}): MessageReader {
  started = 0
  const start: () => Worker = deps.startWorker ?? startWorker
  return (reader = createMessageReader({
    size: 2,
    ...deps,
    limits: { quickBytes: 0, ...deps.limits },
    startWorker: () => {
      started += 1
      return start()
    },
  }))
}

const bytes = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const plain = (subject: string, body = 'Text') =>
  bytes('From: a@mail.test', `Subject: ${subject}`, 'Content-Type: text/plain', '', body)

describe('mail read in threads', () => {
  it('is read as in this thread, in the order in which it was given', async () => {
    const sources = Array.from({ length: 40 }, (_, index) =>
      bytes(
        'From: Person <a@mail.test>',
        `Subject: Message ${index}`,
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        '',
        'x'.repeat(40_000),
        '--b',
        'Content-Type: image/png; name="picture.png"',
        'Content-Transfer-Encoding: base64',
        '',
        'AAAA',
        '--b--',
      ),
    )
    const readings = valueOf(await readerOver().readAll(sources))
    const expected = sources.map((source) => {
      const reading = readPlain(source)
      const packed = packBytes(source)
      return reading.kind === 'plain'
        ? { ...reading, tree: { ...reading.tree, raw: new Uint8Array() }, packed }
        : { ...reading, packed }
    })
    expect(readings).toEqual(structuredClone(expected))
    expect(started).toBe(2)
  })

  it('is read in this thread where it is short, so that new mail waits for no thread', async () => {
    const one = readerOver({ limits: { quickBytes: 1_000 } })
    expect(valueOf(await one.readAll([plain('Short')]))).toMatchObject([{ kind: 'plain' }])
    expect(started).toBe(0)
    expect(valueOf(await one.readAll([plain('Long', 'x'.repeat(1_000))]))).toMatchObject([{ kind: 'plain' }])
    expect(started).toBe(1)
  })

  it('does not lose the source that was handed over', async () => {
    const source = plain('Kept')
    await readerOver().readAll([source])
    expect(source.toString()).toContain('Kept')
  })

  const kindOf = (source: Uint8Array) => readPlain(source).kind

  it.each([
    ['multipart/encrypted; boundary=b', 'Text', 'protected'],
    ['multipart/signed; boundary=b', 'Text', 'protected'],
    ['application/pkcs7-mime; smime-type=enveloped-data', 'Text', 'protected'],
    ['application/x-pkcs7-mime', 'Text', 'protected'],
    ['text/plain', '-----BEGIN PGP MESSAGE-----', 'protected'],
    ['application/octet-stream; name="answer.sealed"', 'AAAA', 'protected'],
    ['text/plain', 'Text', 'plain'],
  ])('leaves %s with "%s" as %s to who has the keys', (type, body, expected) => {
    expect(kindOf(bytes('From: a@mail.test', `Content-Type: ${type}`, '', body))).toBe(expected)
  })

  it('says which message is over the limits', () => {
    const nested = Array.from(
      { length: 400 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    ).join('')
    expect(kindOf(Buffer.from(nested))).toBe('too-complex')
  })
})

describe('a worker', () => {
  const kinds = async (...sources: Uint8Array[]) =>
    valueOf(await reader!.readAll(sources)).map(({ kind }) => kind)

  it.each([
    { bad: 'Endless', readMs: 1_500 },
    { bad: 'Deadly', readMs: 60_000 },
  ])(
    'is replaced when a message is $bad, and the others are read',
    async ({ bad, readMs }) => {
      readerOver({ startWorker: startFaulty, limits: { readMs } })
      expect(await kinds(plain('One'), plain(bad), plain('Three'))).toEqual([
        'protected',
        'too-complex',
        'protected',
      ])
      expect(await kinds(plain('After'))).toEqual(['protected'])
    },
    20_000,
  )

  it('that died while it was free is not given the next message', async () => {
    const threads: Worker[] = []
    readerOver({
      startWorker: () => {
        const worker = startFaulty()
        threads.push(worker)
        return worker
      },
    })
    expect(await kinds(plain('Before'))).toEqual(['protected'])
    await threads[0]?.terminate()
    expect(await kinds(plain('After'))).toEqual(['protected'])
    expect(started).toBe(2)
  })

  it('that takes too much memory is ended', async () => {
    readerOver({ startWorker: startFaulty, limits: { externalBytes: 0, readMs: 60_000 } })
    expect(await kinds(plain('Endless'))).toEqual(['too-complex'])
  })

  it('that cannot be had is done without', async () => {
    readerOver({ startWorker: mailWorkerStarter(new URL('absent.js', import.meta.url)) })
    expect(await kinds(plain('One'))).toEqual(['plain'])
  })

  it('is ended when nothing was read for a while, and another is started', async () => {
    const ended: Promise<unknown>[] = []
    readerOver({
      limits: { idleMs: 0 },
      startWorker: () => {
        const worker = startWorker()
        ended.push(new Promise((resolve) => worker.once('exit', resolve)))
        return worker
      },
    })
    expect(await kinds(plain('One'))).toEqual(['plain'])
    await ended[0]
    expect(await kinds(plain('Two'))).toEqual(['plain'])
    expect(started).toBe(2)
  })

  it('ends with the reader, and what it had under way counts as not read', async () => {
    const one = readerOver({ startWorker: startFaulty })
    const reading = one.readAll([plain('Endless')])
    await one.close()
    expect(await reading).toEqual(fail('vault/locked'))
    expect(await one.readAll([plain('Late')])).toEqual(fail('vault/locked'))
  })
})
