import type { EvidenceBody, EvidenceRecord } from '../../../src/shared/contract/index.ts'
import type { FileHandle } from '../../../src/shared/ids.ts'
import { failure, os } from './base.ts'
import { evidenceOverview } from './evidence.data.ts'

function newest(records: readonly EvidenceRecord[]): EvidenceRecord[] {
  return records.filter(
    ({ record, version }) => !records.some((other) => other.record === record && other.version > version),
  )
}

/** The double's handle of a file is its name. */
function withDocument(body: EvidenceBody, file: FileHandle | null): EvidenceBody {
  if (file === null || body.kind !== 'agreement') return body
  return { ...body, document: { name: file, sizeBytes: 48_200, sha256: 'c1'.repeat(32) } }
}

export const evidenceRouter = {
  overview: os.evidence.overview.handler(({ context: { state } }) =>
    evidenceOverview(state.scenario.content === 'empty'),
  ),
  openCount: os.evidence.openCount.handler(
    ({ context: { state } }) => evidenceOverview(state.scenario.content === 'empty').tasks.length,
  ),
  list: os.evidence.list.handler(({ context: { state }, input }) =>
    newest(state.evidence).filter(({ body }) => body.kind === input.kind),
  ),
  history: os.evidence.history.handler(({ context: { state }, input }) =>
    state.evidence.filter(({ record }) => record === input.record).sort((a, b) => b.version - a.version),
  ),
  save: os.evidence.save.handler(({ context: { state }, input, errors }) => {
    const record = input.record ?? Math.max(0, ...state.evidence.map((kept) => kept.record)) + 1
    const last = newest(state.evidence).find((kept) => kept.record === record)
    if ((last?.version ?? 0) !== input.version) throw failure(errors, 'evidence/outdated')
    const version = input.version + 1
    const body = withDocument(input.body, input.file)
    state.evidence = [{ record, version, at: new Date().toISOString(), body }, ...state.evidence]
    return { record, version }
  }),
  saveDocument: os.evidence.saveDocument.handler(() => ({ saved: true })),
  saveBinder: os.evidence.saveBinder.handler(() => ({ saved: true })),
}
