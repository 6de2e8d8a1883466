import { useTranslation } from 'react-i18next'

/** Unpackaged runs say that they aren't for patients, always and everywhere. */
export function EvaluationBar() {
  const { t } = useTranslation()
  return (
    <div className="evaluation-bar" role="note">
      {t('common.evaluation')}
    </div>
  )
}
