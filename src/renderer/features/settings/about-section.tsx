import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'

export function AboutSection({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  return (
    <div className="settings-form">
      <p>
        {t('common.appName')}, {t('settings.about.version', { version: state.version })}
      </p>
      {state.isEvaluation && <p className="settings-evaluation">{t('settings.about.evaluation')}</p>}
      <p className="detail">{t('settings.about.custody')}</p>
      <p className="detail">{t('settings.about.formats')}</p>
    </div>
  )
}
