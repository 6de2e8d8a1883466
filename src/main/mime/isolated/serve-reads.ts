import type { MessagePort } from 'node:worker_threads'
import { inOneBuffer, packBytes, type PackedBytes } from '../packed-bytes.ts'
import type { ReadJob, ReadReport } from './protocol.ts'
import { readPlain, type PlainReading } from './read-plain.ts'

/** The worker's side. It has no keys and no store; an error ends it, which the other side takes as the mail's fault. */
export function serveReads(port: MessagePort): void {
  port.on('message', ({ sources }: ReadJob) => {
    const readings = sources.map((source) => withoutRaw(readPlain(source)))
    const { packed, buffer } = packAll(sources)
    const report: ReadReport = {
      kind: 'done',
      readings: readings.map((reading, index) => ({ ...reading, packed: packed[index] ?? null })),
    }
    port.postMessage(report, [buffer])
  })
  const ready: ReadReport = { kind: 'ready' }
  port.postMessage(ready)
}

/** The other side has the source. */
function withoutRaw(reading: PlainReading): PlainReading {
  return reading.kind === 'plain' ? { ...reading, tree: { ...reading.tree, raw: new Uint8Array() } } : reading
}

/** All that was packed lies in one buffer, which is handed over. */
function packAll(sources: readonly Uint8Array[]): { packed: PackedBytes[]; buffer: ArrayBuffer } {
  const packed = sources.map(packBytes)
  const views = inOneBuffer(
    packed.flatMap(({ sha256, pieces }) => [sha256, ...pieces.map(({ bytes }) => bytes)]),
  )
  let next = 0
  const view = (): Uint8Array => views[next++] ?? new Uint8Array()
  return {
    packed: packed.map(({ size, pieces }) => ({
      size,
      sha256: view(),
      pieces: pieces.map(({ isPacked }) => ({ bytes: view(), isPacked })),
    })),
    buffer: views[0]?.buffer ?? new ArrayBuffer(),
  }
}
