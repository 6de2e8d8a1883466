import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Shares } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { openSheet } from '../../app/sheets.ts'
import { formatDate } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

/** Who could open the vault together when its owner can't (45 CFR 164.312(a)(2)(ii)). */
export function RecoveryShares({ hasRecoveryKit }: { readonly hasRecoveryKit: boolean }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const shares = useQuery(queries.vault.shares.queryOptions({ gcTime: 0 }))
  return (
    <>
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.shares.title')}</h3>
        <p className="detail">{t('settings.shares.text')}</p>
      </div>
      {shares.isPending && <p role="status">{t('common.loading')}</p>}
      {shares.isError && (
        <FailureNote failure={failureOf(shares.error)} retry={() => void shares.refetch()} />
      )}
      {shares.isSuccess && <Sets sets={shares.data} hasRecoveryKit={hasRecoveryKit} />}
      {hasRecoveryKit && (
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'of-security', sheet: { kind: 'shares' } })
          }}
        >
          {t(shares.data?.length ? 'settings.shares.again' : 'settings.shares.begin')}
        </Button>
      )}
    </>
  )
}

type SetsProps = { readonly sets: readonly Shares[]; readonly hasRecoveryKit: boolean }

function Sets({ sets, hasRecoveryKit }: SetsProps) {
  const { t } = useTranslation()
  if (!hasRecoveryKit) return <p>{t('settings.shares.kitFirst')}</p>
  if (sets.length === 0) return <p>{t('settings.shares.none')}</p>
  return (
    <>
      {sets.map((shares) => (
        <Holders key={shares.set} shares={shares} />
      ))}
      {sets.some(({ isOfPresentKit }) => isOfPresentKit) && (
        <p className="detail">{t('settings.shares.older')}</p>
      )}
    </>
  )
}

function Holders({ shares }: { readonly shares: Shares }) {
  const { t } = useTranslation()
  const { set, madeAt, holders, isOfPresentKit, isConfirmed } = shares
  const state = !isOfPresentKit ? 'over' : isConfirmed ? 'made' : 'unconfirmed'
  return (
    <>
      <p className={state === 'made' ? undefined : 'settings-warning'}>
        {t(`settings.shares.${state}`, { set, date: formatDate(madeAt) })}
      </p>
      <ol className="settings-holders">
        {holders.map((holder, index) => (
          <li key={index}>{holder}</li>
        ))}
      </ol>
    </>
  )
}
