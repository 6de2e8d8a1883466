import { useTranslation } from 'react-i18next'
import type { AppState } from '../../shared/contract/index.ts'
import { useEngine } from './engine.ts'
import { failureOf } from './failure.ts'
import { sayFailure } from './lines.ts'

/** Unpackaged runs say that they aren't for patients, always and everywhere; the demo shows its other side. */
export function EvaluationBar({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const url = state.demo?.patientViewUrl
  return (
    <div className="evaluation-bar" role="note">
      {url === undefined ? t('common.evaluation') : t('common.demo')}
      {url !== undefined && (
        <button
          type="button"
          className="word-button"
          onClick={() => {
            client.app.openLink({ url }).catch((error: unknown) => sayFailure(failureOf(error)))
          }}
        >
          {t('common.demoPatients')}
        </button>
      )}
    </div>
  )
}
