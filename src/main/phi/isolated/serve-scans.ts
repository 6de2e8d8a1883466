import type { MessagePort, Worker } from 'node:worker_threads'
import type { ScanBeside } from '../document/shared-scan.ts'
import { fullScan } from '../full-scan.ts'
import { loadLexicon } from '../lexicon/loaded.ts'
import type { ScanJob, ScanProgress, ScanWorkerData } from './protocol.ts'
import { scanBeside } from './second-thread.ts'

/**
 * The worker's side: one full scan after the other, each file announced before it is opened, so that whoever ends
 * the worker knows which file it was. An error ends the worker; the other side treats that as the file's fault.
 * @param startSecond starts a worker that runs `serveParagraphs`; it is asked for with the first large text
 */
export async function serveScans(
  port: MessagePort,
  { lexiconFolder }: ScanWorkerData,
  startSecond: () => Worker,
): Promise<void> {
  let second: ScanBeside | undefined
  const say = (progress: ScanProgress): void => {
    port.postMessage(progress)
  }
  const ready = loadLexicon(lexiconFolder)
  port.on('message', ({ document, context, skip }: ScanJob) => {
    void ready
      .then(() =>
        fullScan(document, context, {
          skip,
          onFile: (part) => say({ kind: 'file', part }),
          onScan: () => say({ kind: 'scanning' }),
          beside: () => (second ??= scanBeside(startSecond())),
        }),
      )
      .then((result) => say({ kind: 'done', result }))
  })
  await ready
}
