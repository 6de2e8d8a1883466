import { Button, Radio, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/contract/index.ts'
import { openSheet } from '../../app/sheets.ts'
import { useSettings } from './use-settings.ts'

const schemes: readonly Settings['colorScheme'][] = ['auto', 'light', 'dark']

export function BehaviourSection() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  if (settings === undefined) return null
  return (
    <div className="settings-form">
      <Radio.Group
        className="choice settings-choice"
        label={t('settings.behaviour.scheme')}
        value={settings.colorScheme}
        onChange={(value) => {
          save({ colorScheme: value })
        }}
      >
        <div className="choice-options">
          {schemes.map((scheme) => (
            <Radio key={scheme} value={scheme} label={t(`settings.behaviour.schemes.${scheme}`)} />
          ))}
        </div>
      </Radio.Group>
      <Switch
        label={t('settings.behaviour.singleLetterKeys')}
        description={t('settings.behaviour.singleLetterKeysText')}
        checked={settings.singleLetterKeys}
        onChange={(event) => {
          save({ singleLetterKeys: event.currentTarget.checked })
        }}
      />
      <Button
        variant="default"
        onClick={() => {
          openSheet({ kind: 'keys' })
        }}
      >
        {t('settings.behaviour.showKeys')}
      </Button>
    </div>
  )
}
