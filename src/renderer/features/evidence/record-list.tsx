import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvidenceBody } from '../../../shared/contract/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Paragraph } from './paragraph.tsx'
import { useRecords, type RecordOf } from './records.ts'

type Props<K extends EvidenceBody['kind']> = {
  readonly kind: K
  /** What this is for, and the paragraph that it serves. */
  readonly about: string
  readonly paragraph: string
  readonly add: string
  readonly onAdd: () => void
  readonly empty: string
  readonly row: (record: RecordOf<K>) => ReactNode
}

/** What the practice wrote down of one kind, with a way to add to it. */
export function RecordList<K extends EvidenceBody['kind']>(props: Props<K>) {
  const { t } = useTranslation()
  const { kind, about, paragraph, add, onAdd, empty, row } = props
  const { records, failure, retry } = useRecords(kind)
  const button = (
    <Button variant="default" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={onAdd}>
      {add}
    </Button>
  )
  if (failure !== null) return <FailureNote failure={failure} retry={retry} />
  if (records === undefined) return <SkeletonRows />
  if (records.length === 0) {
    return (
      <Empty text={empty} hint={`${about} ${t('evidence.cfr', { paragraph })}`}>
        {button}
      </Empty>
    )
  }
  return (
    <div className="evidence-column">
      <div className="evidence-about">
        <p className="detail">
          {about} <Paragraph of={paragraph} />
        </p>
        {button}
      </div>
      <ul>{records.map(row)}</ul>
    </div>
  )
}
