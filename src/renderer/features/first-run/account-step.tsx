import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { NewAccount } from '../account/new-account.tsx'
import { setupStage } from './stage.ts'

/** The first account of the practice. */
export function AccountStep() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  return (
    <NewAccount
      addLabel={t('firstRun.account.add')}
      onAdded={() => {
        setupStage.set('kit')
        return cache.invalidateQueries({ queryKey: queries.app.key() })
      }}
    />
  )
}
