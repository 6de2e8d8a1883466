import { Button, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppState, Factor } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { openSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useLimits } from '../policy/use-limits.ts'
import { useSettings } from '../settings/use-settings.ts'
import { FactorList } from './factor-list.tsx'
import './security.css'

function KitFirst() {
  const { t } = useTranslation()
  return (
    <div className="settings-item-card">
      <p>{t('settings.security.kitFirst')}</p>
      <Button
        onClick={() => {
          openSheet({ kind: 'recovery-kit', isForSending: false })
        }}
      >
        {t('settings.security.kitMake')}
      </Button>
    </div>
  )
}

function AddFactor() {
  const { t } = useTranslation()
  return (
    <div className="settings-actions">
      {(['passkey', 'key-file'] as const).map((of) => (
        <Button
          key={of}
          variant="default"
          onClick={() => {
            openSheet({ kind: 'of-security', sheet: { kind: 'add-factor', of } })
          }}
        >
          {t(of === 'passkey' ? 'settings.security.addPasskey' : 'settings.security.addKeyFile')}
        </Button>
      ))}
    </div>
  )
}

function PasskeyAlone({ factors }: { readonly factors: readonly Factor[] }) {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  const limits = useLimits()
  if (settings === undefined) return null
  const isAllowed = limits?.allowsPasskeyAlone ?? true
  const isPossible = isAllowed && factors.some(({ isOfThisComputer }) => isOfThisComputer)
  return (
    <div className="settings-gap">
      <Switch
        label={t('settings.security.alone')}
        description={
          limits !== null && !isAllowed
            ? t('settings.policy.byNone', { number: limits.number })
            : t(isPossible ? 'settings.security.aloneText' : 'settings.security.aloneNone')
        }
        disabled={!isPossible}
        checked={isPossible && settings.passkeyUnlocksAlone}
        onChange={(event) => {
          save({ passkeyUnlocksAlone: event.currentTarget.checked })
        }}
      />
    </div>
  )
}

/** What is asked for beside the passphrase. */
export function SecuritySection({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const factors = useQuery(queries.vault.factors.queryOptions({ gcTime: 0 }))
  return (
    <div className="settings-form">
      <div>
        <h3 id="factors" className="section-title">
          {t('settings.security.beside')}
        </h3>
        <p className="detail">{t('settings.security.besideText')}</p>
      </div>
      {factors.isPending && <SkeletonRows count={2} />}
      {factors.isError && (
        <FailureNote failure={failureOf(factors.error)} retry={() => void factors.refetch()} />
      )}
      {factors.data !== undefined && (
        <>
          {factors.data.length === 0 ? (
            <p>{t('settings.security.none')}</p>
          ) : (
            <FactorList factors={factors.data} labelledBy="factors" />
          )}
          {state.setup.hasRecoveryKit ? <AddFactor /> : <KitFirst />}
          <PasskeyAlone factors={factors.data} />
        </>
      )}
    </div>
  )
}
