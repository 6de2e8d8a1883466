import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { docxWith, packed, paragraph } from '../../../../test/support/files/documents.ts'
import { busyPdf } from '../../../../test/support/files/hostile.ts'
import { lexiconFolder, loadResourcesForTests } from '../../../../test/support/phi/lexicon.ts'
import { scanFully } from '../index.ts'
import { emptyContext, type ScanDocument, type ScanPart } from '../types.ts'
import { createIsolatedScan, type IsolatedScan } from './isolated-scan.ts'
import type { IsolationLimits } from './protocol.ts'
import { scanWorkerStarter } from './start-worker.ts'

beforeAll(loadResourcesForTests)

const startWorker = scanWorkerStarter(new URL('../../engine/scan-worker.ts', import.meta.url), {
  lexiconFolder,
})
let isolated: IsolatedScan | undefined
let started = 0
let last: Worker | undefined
afterEach(async () => isolated?.close())

function scanner(limits: Partial<IsolationLimits> = {}): IsolatedScan {
  started = 0
  const start = () => {
    started++
    return (last = startWorker())
  }
  return (isolated = createIsolatedScan({ startWorker: start, quickScan: scanFully, limits }))
}

const letter: ScanPart = { id: 'text', kind: 'text', text: 'Daniel Ortiz takes sertraline 50 mg.' }
const file = (id: string, fileName: string, bytes: Uint8Array): ScanPart => ({
  id,
  kind: 'attachment',
  fileName,
  bytes,
})
const harmless = file('good', 'a.docx', docxWith(paragraph('MRN 4471902')))
/** Minutes of drawing. */
const endless = file('bad', 'b.pdf', busyPdf(8_000_000))
const message = (...parts: readonly ScanPart[]): ScanDocument => ({ parts: [letter, ...parts] })

describe('the scan in a thread of its own', () => {
  it('finds what the scan in this thread finds', async () => {
    const document = message(harmless)
    expect(await scanner().scan(document, emptyContext)).toEqual(await scanFully(document, emptyContext))
    expect(started).toBe(1)
  })

  it('stays ready for the next scan, and takes scans one after the other', async () => {
    const { scan } = scanner()
    const results = await Promise.all([1, 2, 3].map(() => scan(message(harmless), emptyContext)))
    expect(results.map(({ decision }) => decision)).toEqual(['phi', 'phi', 'phi'])
    expect(started).toBe(1)
  })

  it('leaves nothing behind on the thread that it keeps', async () => {
    const { scan } = scanner()
    const listeners = () => ['message', 'error', 'exit'].map((name) => last?.listenerCount(name))
    await scan(message(harmless), emptyContext)
    const after = listeners()
    await scan(message(harmless), emptyContext)
    await scan(message(harmless), emptyContext)
    expect(listeners()).toEqual(after)
  })

  it('replaces a thread that died while it was free', async () => {
    const { scan } = scanner()
    expect((await scan(message(harmless), emptyContext)).notScanned).toEqual([])
    await last?.terminate()
    expect((await scan(message(harmless), emptyContext)).notScanned).toEqual([])
    expect(started).toBe(2)
  })

  it('finds the same in large texts, for which its thread starts a second one', async () => {
    const paragraphs = Array.from(
      { length: 700 },
      (_, visit) =>
        `Maria Lopez, MRN 44719${String(visit)}.${' The patient sleeps and eats well.'.repeat(12)}`,
    )
    const large: ScanPart = { ...letter, text: paragraphs.join('\n\n') }
    const { scan } = scanner()
    const expected = await scanFully({ parts: [large] }, emptyContext)
    expect(expected.findings).toHaveLength(1_400)
    for (let time = 0; time < 2; time++)
      expect(await scan({ parts: [large] }, emptyContext)).toEqual(expected)
    expect(started).toBe(1)
  })

  it('starts no thread for a short text', async () => {
    const text = file('t', 'a.txt', Buffer.from('MRN 4471902'))
    expect((await scanner().scan(message(text), emptyContext)).findings).toHaveLength(2)
    expect(started).toBe(0)
  })

  it('ends over a file that takes too long, and scans the rest without it, while this thread goes on', async () => {
    const { scan } = scanner({ workerFileMs: 1_500 })
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const { findings, notScanned, decision } = await scan(message(endless, harmless), emptyContext)
    delay.disable()
    expect(notScanned).toEqual([{ part: 'bad', reason: 'took-too-long', possible: [] }])
    expect(findings.map(({ part }) => part)).toEqual(['text', 'good'])
    expect(decision).toBe('phi')
    expect(started).toBe(2)
    // The positive control: in this thread, the same file would hold the loop for as long as it takes.
    expect(delay.percentile(99) / 1e6).toBeLessThan(100)
  })

  it('blames the file inside the archive, not the archive', async () => {
    const archive = file(
      'zip',
      'a.zip',
      packed({ 'bad.pdf': endless.bytes ?? '', 'good.txt': 'SSN 412-55-8830' }),
    )
    const { findings, notScanned } = await scanner({ workerFileMs: 1_500 }).scan(
      message(archive),
      emptyContext,
    )
    expect(notScanned).toEqual([{ part: 'zip/bad.pdf', reason: 'took-too-long', possible: [] }])
    expect(findings.map(({ part }) => part)).toContain('zip/good.txt')
  })

  it('ends over a file that takes too much memory', async () => {
    const { scan } = scanner({ workerExternalBytes: 100_000_000 })
    const { notScanned } = await scan(message(endless), emptyContext)
    expect(notScanned).toEqual([{ part: 'bad', reason: 'too-complex', possible: [] }])
  })

  it('gives up on every file when the time for the message is over', async () => {
    const { scan } = scanner({ workerFileMs: 300, workerTotalMs: 0 })
    const { notScanned, findings } = await scan(message(endless, { ...endless, id: 'worse' }), emptyContext)
    expect(notScanned.map(({ part }) => part)).toEqual(['bad', 'worse'])
    expect(findings.map(({ part }) => part)).toEqual(['text'])
  })

  it('rejects what is under way when it is closed, so that nothing counts as scanned', async () => {
    const one = scanner()
    const scan = one.scan(message(endless), emptyContext)
    const refused = expect(scan).rejects.toThrow('closed')
    await one.close()
    await refused
    await expect(one.scan(message(harmless), emptyContext)).rejects.toThrow('closed')
  })
})
