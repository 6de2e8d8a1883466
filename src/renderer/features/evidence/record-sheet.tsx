import type { ReactNode } from 'react'
import type { EvidenceBody } from '../../../shared/contract/index.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useRecords, type RecordOf } from './records.ts'

type Props<K extends EvidenceBody['kind']> = {
  readonly kind: K
  readonly record: number | null
  readonly title: string
  /** The sheet itself; it keeps what it was given first. */
  readonly children: (record: RecordOf<K> | null) => ReactNode
}

/** A sheet for a record of the list, or for a new one. */
export function RecordSheet<K extends EvidenceBody['kind']>({ kind, record, title, children }: Props<K>) {
  const { records, failure, retry } = useRecords(kind)
  if (record === null) return children(null)
  const found = records?.find((candidate) => candidate.record === record)
  if (found !== undefined) return children(found)
  return (
    <Sheet title={title}>
      {failure !== null && <FailureNote failure={failure} retry={retry} />}
      {failure === null && records === undefined && <SkeletonRows count={4} />}
      {failure === null && records !== undefined && (
        <FailureNote failure={{ code: 'evidence/gone' }} retry={retry} />
      )}
    </Sheet>
  )
}
