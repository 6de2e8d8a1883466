import { Button, Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { openSheet } from '../../app/sheets.ts'
import { useLimits } from '../policy/use-limits.ts'
import { ChangePassphrase } from './change-passphrase.tsx'
import { EraseVault } from './erase-vault.tsx'
import { RecoveryData } from './recovery-data.tsx'
import { RecoveryShares } from './recovery-shares.tsx'
import { RenewStoreKey } from './renew-store-key.tsx'
import { useSettings } from './use-settings.ts'

const idleChoices = [1, 2, 5, 10, 15, 30, 60]

function IdleLock() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  const limits = useLimits()
  if (settings === undefined) return null
  const longest = limits?.longestIdleMinutes ?? Infinity
  const minutes = [...new Set([...idleChoices, settings.idleLockMinutes])].toSorted((a, b) => a - b)
  return (
    <Select
      label={t('settings.passphrase.idle')}
      description={
        limits !== null && settings.idleLockMinutes === longest
          ? t('settings.policy.by', { number: limits.number })
          : t('settings.passphrase.idleText')
      }
      value={String(settings.idleLockMinutes)}
      allowDeselect={false}
      data={minutes.map((count) => ({
        value: String(count),
        disabled: count > longest,
        label: t('settings.passphrase.idleMinutes', { count }),
      }))}
      onChange={(value) => {
        save({ idleLockMinutes: Number(value) })
      }}
    />
  )
}

/** By the system, because what is kept out differs. */
function captureText(platform: string): 'win32' | 'darwin' | 'other' {
  return platform === 'win32' || platform === 'darwin' ? platform : 'other'
}

function HiddenFromCapture({ platform }: Pick<AppState, 'platform'>) {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  if (settings === undefined) return null
  return (
    <Switch
      label={t('settings.passphrase.capture')}
      description={t(`settings.passphrase.captureText.${captureText(platform)}`)}
      checked={settings.hidesFromScreenCapture}
      onChange={(event) => {
        save({ hidesFromScreenCapture: event.currentTarget.checked })
      }}
    />
  )
}

export function PassphraseSection({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const { hasRecoveryKit } = state.setup
  return (
    <div className="settings-form">
      <IdleLock />
      <HiddenFromCapture platform={state.platform} />
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.passphrase.kit')}</h3>
        <p className="detail">
          {hasRecoveryKit ? t('settings.passphrase.kitMade') : t('settings.passphrase.kitMissing')}
        </p>
      </div>
      <Button
        variant={hasRecoveryKit ? 'default' : 'filled'}
        onClick={() => {
          openSheet({ kind: 'recovery-kit', isForSending: false })
        }}
      >
        {hasRecoveryKit ? t('settings.passphrase.kitNew') : t('settings.passphrase.kitMake')}
      </Button>
      <RecoveryShares hasRecoveryKit={hasRecoveryKit} />
      {state.vaultKind === 'mail' && <RecoveryData />}
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.passphrase.change')}</h3>
        <p className="detail">{t('settings.passphrase.changeText')}</p>
      </div>
      <ChangePassphrase />
      <RenewStoreKey />
      <EraseVault />
    </div>
  )
}
