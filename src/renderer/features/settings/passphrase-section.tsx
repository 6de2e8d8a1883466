import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { openSheet } from '../../app/sheets.ts'
import { ChangePassphrase } from './change-passphrase.tsx'
import { useSettings } from './use-settings.ts'

const idleChoices = [1, 2, 5, 10, 15, 30, 60]

function IdleLock() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  if (settings === undefined) return null
  const minutes = [...new Set([...idleChoices, settings.idleLockMinutes])].toSorted((a, b) => a - b)
  return (
    <Select
      label={t('settings.passphrase.idle')}
      description={t('settings.passphrase.idleText')}
      value={String(settings.idleLockMinutes)}
      allowDeselect={false}
      data={minutes.map((count) => ({
        value: String(count),
        label: t('settings.passphrase.idleMinutes', { count }),
      }))}
      onChange={(value) => {
        save({ idleLockMinutes: Number(value) })
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
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.passphrase.change')}</h3>
        <p className="detail">{t('settings.passphrase.changeText')}</p>
      </div>
      <ChangePassphrase />
    </div>
  )
}
