import type { MessagePort } from 'node:worker_threads'
import type { ReadJob, ReadReport } from './protocol.ts'
import { readPlain, type PlainReading } from './read-plain.ts'

/** The worker's side. It has no keys and no store; an error ends it, which the other side takes as the mail's fault. */
export function serveReads(port: MessagePort): void {
  const say = (report: ReadReport): void => {
    port.postMessage(report)
  }
  port.on('message', ({ sources }: ReadJob) => {
    say({ kind: 'done', readings: sources.map((source) => withoutRaw(readPlain(source))) })
  })
  say({ kind: 'ready' })
}

/** The other side has the source. */
function withoutRaw(reading: PlainReading): PlainReading {
  return reading.kind === 'plain' ? { ...reading, tree: { ...reading.tree, raw: new Uint8Array() } } : reading
}
