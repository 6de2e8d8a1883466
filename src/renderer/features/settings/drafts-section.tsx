import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSettings } from './use-settings.ts'

/** Whether drafts lie on the mail host too, for the other computers of the practice. */
export function DraftsSection() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  if (settings === undefined) return null
  return (
    <section className="settings-subform settings-gap" aria-labelledby="kept-drafts">
      <h3 id="kept-drafts" className="section-title">
        {t('settings.keptDrafts.title')}
      </h3>
      <Switch
        label={t('settings.keptDrafts.keep')}
        description={t('settings.keptDrafts.about')}
        checked={settings.keepsDraftsOnHost}
        onChange={(event) => {
          save({ keepsDraftsOnHost: event.currentTarget.checked })
        }}
      />
    </section>
  )
}
