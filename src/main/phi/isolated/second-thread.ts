import type { MessagePort, Worker } from 'node:worker_threads'
import { takePart, type ScanBeside, type ScannedRow, type SharedWork } from '../document/shared-scan.ts'
import { lexicon, loadLexicon } from '../lexicon/loaded.ts'
import { practiceRulesOf } from '../practice/practice-rules.ts'
import type { ScanContext } from '../types.ts'
import type { ScanWorkerData } from './protocol.ts'

/** What the second thread is asked; it answers with a list of `ScannedRow`, in the order of the questions. */
type Share = {
  readonly work: SharedWork
  readonly context: Pick<ScanContext, 'patients' | 'recognizersOff'>
}

/** The second thread's side: its share of one work after the other. An error ends it, and the first goes on alone. */
export async function serveParagraphs(port: MessagePort, { lexiconFolder }: ScanWorkerData): Promise<void> {
  await loadLexicon(lexiconFolder)
  port.on('message', ({ work, context }: Share) => {
    port.postMessage(takePart(work, lexicon(), practiceRulesOf(context)))
  })
}

/**
 * The first thread's side. While the second still loads its words it takes nothing, so that nobody waits for it.
 * @param worker runs `serveParagraphs`; it ends with the thread that started it
 */
export function scanBeside(worker: Worker): ScanBeside {
  const waiting: ((rows: readonly ScannedRow[]) => void)[] = []
  let hasEnded = false
  const end = (): void => {
    hasEnded = true
    for (const answer of waiting.splice(0)) answer([])
  }
  worker.on('message', (rows: readonly ScannedRow[]) => waiting.shift()?.(rows))
  worker.on('error', end)
  worker.on('exit', end)
  worker.unref()
  return (work, { patients, recognizersOff }) =>
    new Promise((resolve) => {
      if (hasEnded) {
        resolve([])
        return
      }
      waiting.push(resolve)
      const context = recognizersOff === undefined ? { patients } : { patients, recognizersOff }
      worker.postMessage({ work, context } satisfies Share)
    })
}
