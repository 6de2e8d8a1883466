import type { TransferId } from '../../../src/shared/ids.ts'
import { os } from './base.ts'

const brought = {
  id: 1 as TransferId,
  name: 'Thunderbird',
  state: 'interrupted',
  startedAt: '2026-11-20T09:00:00.000Z',
  counts: { added: 3400, known: 12, deleted: 40, tooComplex: 1 },
  messages: 3412,
  problems: [
    { path: 'Mail/Local Folders/link', reason: 'link' },
    { path: 'Mail/Local Folders/notes.txt', reason: 'not-mail' },
  ],
  problemCount: 2,
} as const

export const carryRouter = {
  exportMail: os.carry.exportMail.handler(() => ({
    outcome: 'complete' as const,
    folder: 'sealpost-mail-2026-11-22',
    files: 4,
    messages: 1204,
    stillEncrypted: 2,
    missing: 1,
    replacedCharacters: 0,
  })),
  cancelExport: os.carry.cancelExport.handler(() => undefined),
  imports: os.carry.imports.handler(() => [{ ...brought, problems: [...brought.problems] }]),
  importMail: os.carry.importMail.handler(() => null),
  resumeImport: os.carry.resumeImport.handler(() => ({
    ...brought,
    state: 'complete' as const,
    problems: [...brought.problems],
  })),
  cancelImport: os.carry.cancelImport.handler(() => undefined),
  removeImport: os.carry.removeImport.handler(() => undefined),
}
