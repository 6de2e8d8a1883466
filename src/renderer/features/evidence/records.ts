import { useQuery } from '@tanstack/react-query'
import type { EvidenceBody, EvidenceRecord } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import type { Failure } from '../../../shared/result.ts'

type Kind = EvidenceBody['kind']

/** The newest version of a record of one kind. */
export type RecordOf<K extends Kind> = Omit<EvidenceRecord, 'body'> & {
  readonly body: Extract<EvidenceBody, { kind: K }>
}

function isOf<K extends Kind>(kind: K) {
  return (record: EvidenceRecord): record is RecordOf<K> & EvidenceRecord => record.body.kind === kind
}

export type Records<K extends Kind> = {
  /** Undefined while they are asked for. */
  readonly records: readonly RecordOf<K>[] | undefined
  readonly failure: Failure | null
  readonly retry: () => void
}

/** The records of one kind, the newest first. */
export function useRecords<K extends Kind>(kind: K): Records<K> {
  const { queries } = useEngine()
  const result = useQuery(queries.evidence.list.queryOptions({ input: { kind } }))
  return {
    records: result.data?.filter(isOf(kind)),
    failure: result.isError ? failureOf(result.error) : null,
    retry: () => void result.refetch(),
  }
}
