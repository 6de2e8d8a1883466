import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  readonly isDemoOffered: boolean
  readonly isOpeningDemo: boolean
  readonly onStart: () => void
}

export function Welcome({ isDemoOffered, isOpeningDemo, onStart }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const demo = useMutation(
    queries.accounts.openDemo.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: queries.app.key() }),
    }),
  )
  return (
    <>
      <header className="setup-head">
        <p className="setup-brand">{t('common.appName')}</p>
        <h1 className="setup-title">{t('firstRun.welcome.title')}</h1>
        <p className="setup-text">{t('firstRun.welcome.text')}</p>
      </header>
      <p className="setup-promise">{t('firstRun.promise')}</p>
      <div className="setup-choices">
        <Button size="md" disabled={isOpeningDemo} onClick={onStart}>
          {t('firstRun.welcome.setUp')}
        </Button>
        {(isDemoOffered || isOpeningDemo) && (
          <>
            <Button
              size="md"
              variant="default"
              loading={demo.isPending || isOpeningDemo}
              onClick={() => {
                demo.mutate(undefined)
              }}
            >
              {t('firstRun.welcome.demo')}
            </Button>
            <p className="detail">{t('firstRun.welcome.demoNote')}</p>
          </>
        )}
      </div>
      {demo.isError && <FailureNote failure={failureOf(demo.error)} />}
    </>
  )
}
