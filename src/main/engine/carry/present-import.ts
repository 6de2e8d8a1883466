import {
  importCountsSchema,
  importProblemReasonSchema,
  type MailImport,
} from '../../../shared/contract/index.ts'
import {
  countImported,
  countImportProblems,
  listImportProblems,
  type Reader,
  type Transfer,
} from '../../store/index.ts'

const shownProblems = 200

/** An import as the window shows it, with the first of its problems. */
export function presentImport(reader: Reader, transfer: Transfer): MailImport {
  const { id, name, state } = transfer
  return {
    id,
    name,
    state,
    startedAt: new Date(transfer.startedAt).toISOString(),
    counts: importCountsSchema.parse(transfer.counts),
    messages: countImported(reader, id),
    problems: listImportProblems(reader, id, shownProblems).map((problem) => ({
      path: problem.path,
      reason: importProblemReasonSchema.parse(problem.reason),
    })),
    problemCount: countImportProblems(reader, id),
  }
}
