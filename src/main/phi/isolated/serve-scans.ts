import type { MessagePort, Worker } from 'node:worker_threads'
import type { ScanBeside } from '../document/shared-scan.ts'
import { extractAttachment } from '../extract/extract.ts'
import type { ReadingOptions } from '../extract/reading.ts'
import { fullScan } from '../full-scan.ts'
import { loadLexicon } from '../lexicon/loaded.ts'
import type { ScanDocument } from '../types.ts'
import type { ReadTexts, ScanWorkerData, WorkerJob, WorkerProgress } from './protocol.ts'
import { scanBeside } from './second-thread.ts'

/**
 * The worker's side: one job after the other, each file announced before it is opened, so that whoever ends the worker
 * knows which file it was. An error ends the worker; the other side treats that as the file's fault.
 * @param startSecond starts a worker that runs `serveParagraphs`; it is asked for with the first large text
 */
export function serveScans(
  port: MessagePort,
  { lexiconFolder }: ScanWorkerData,
  startSecond: () => Worker,
): void {
  let second: ScanBeside | undefined
  const say = (progress: WorkerProgress<unknown>): void => {
    port.postMessage(progress)
  }
  async function work({ document, skip, task }: WorkerJob): Promise<unknown> {
    const reading = { skip, onFile: (part: string) => say({ kind: 'file', part }) }
    if (task.kind === 'read') return readTexts(document, reading)
    await loadLexicon(lexiconFolder)
    return fullScan(document, task.context, {
      ...reading,
      onScan: () => say({ kind: 'scanning' }),
      beside: () => (second ??= scanBeside(startSecond())),
    })
  }
  port.on('message', (job: WorkerJob) => {
    void work(job).then((result) => say({ kind: 'done', result }))
  })
}

async function readTexts({ parts }: ScanDocument, reading: ReadingOptions): Promise<ReadTexts> {
  const texts: string[] = []
  for (const part of parts) {
    const extracted = await extractAttachment(part, reading)
    texts.push(...extracted.texts.map(({ text }) => text))
  }
  return texts
}
