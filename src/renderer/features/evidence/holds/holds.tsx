import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { LegalHold } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { openEvidenceSheet } from '../../../app/sheets.ts'
import { formatDate } from '../../../i18n/format.ts'
import { Empty } from '../../../ui/empty.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { RecordRow } from '../record-row.tsx'

function nameOf({ scope, name }: LegalHold, t: TFunction): string {
  return t(`evidence.holds.${scope.kind}`, { name })
}

function Row({ hold }: { readonly hold: LegalHold }) {
  const { t } = useTranslation()
  const { id, reason, setAt, lifted } = hold
  const name = nameOf(hold, t)
  return (
    <RecordRow
      name={name}
      state={
        lifted === null
          ? t('evidence.holds.stands', { day: formatDate(setAt) })
          : t('evidence.holds.lifted', { day: formatDate(lifted.at) })
      }
      needsAttention={lifted === null}
      details={[
        reason,
        lifted === null ? '' : t('evidence.holds.liftedBecause', { because: lifted.because }),
      ]}
    >
      {lifted === null && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('evidence.holds.liftOf', { name })}
          onClick={() => {
            openEvidenceSheet({ kind: 'lift-hold', hold: id, name })
          }}
        >
          {t('evidence.holds.lift')}
        </Button>
      )}
    </RecordRow>
  )
}

/** What must not be deleted, and what was held before. */
export function Holds() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const holds = useQuery(queries.holds.list.queryOptions({ staleTime: 0 }))
  const add = (
    <Button
      variant="default"
      leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => {
        openEvidenceSheet({ kind: 'set-hold' })
      }}
    >
      {t('evidence.holds.add')}
    </Button>
  )
  if (holds.isError)
    return <FailureNote failure={failureOf(holds.error)} retry={() => void holds.refetch()} />
  if (holds.isPending) return <SkeletonRows />
  if (holds.data.holds.length === 0) {
    return (
      <Empty text={t('evidence.holds.empty')} hint={t('evidence.holds.about')}>
        {add}
      </Empty>
    )
  }
  const { keptMessages } = holds.data
  return (
    <div className="evidence-column">
      <div className="evidence-about">
        <div className="detail">
          <p>{t('evidence.holds.about')}</p>
          {keptMessages > 0 && (
            <p className="evidence-kept">{t('evidence.holds.kept', { count: keptMessages })}</p>
          )}
        </div>
        {add}
      </div>
      <ul>
        {holds.data.holds.map((hold) => (
          <Row key={hold.id} hold={hold} />
        ))}
      </ul>
    </div>
  )
}
