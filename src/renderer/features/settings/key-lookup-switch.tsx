import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSettings } from './use-settings.ts'

/** Off until turned on, because asking tells somebody whom the practice means to write to. */
export function KeyLookupSwitch() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  if (settings === undefined) return null
  return (
    <section className="settings-subform settings-gap" aria-labelledby="key-lookup">
      <h3 id="key-lookup" className="section-title">
        {t('settings.openpgp.others')}
      </h3>
      <Switch
        label={t('settings.openpgp.lookUp')}
        description={t('settings.openpgp.lookUpText')}
        checked={settings.looksUpKeys}
        onChange={(event) => {
          save({ looksUpKeys: event.currentTarget.checked })
        }}
      />
    </section>
  )
}
