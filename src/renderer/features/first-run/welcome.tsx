import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useChoosePerson } from '../../app/choose-person.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  /** Others work on this computer already. */
  readonly isBesideOthers: boolean
  readonly isDemoOffered: boolean
  readonly isOpeningDemo: boolean
  readonly onStart: () => void
  readonly onAuditor: () => void
  readonly onUsedBefore: () => void
}

export function Welcome({
  isBesideOthers,
  isDemoOffered,
  isOpeningDemo,
  onStart,
  onAuditor,
  onUsedBefore,
}: Props) {
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
        <h1 className="setup-title">
          {t(isBesideOthers ? 'firstRun.people.newTitle' : 'firstRun.welcome.title')}
        </h1>
        <p className="setup-text">
          {t(isBesideOthers ? 'firstRun.people.newText' : 'firstRun.welcome.text')}
        </p>
      </header>
      <p className="setup-promise">{t('firstRun.promise')}</p>
      <div className="setup-choices">
        <Button size="md" disabled={isOpeningDemo} onClick={onStart}>
          {t('firstRun.welcome.setUp')}
        </Button>
        <Button size="md" variant="default" disabled={isOpeningDemo} onClick={onUsedBefore}>
          {t('firstRun.welcome.usedBefore')}
        </Button>
        <Button size="md" variant="default" disabled={isOpeningDemo} onClick={onAuditor}>
          {t('firstRun.welcome.auditor')}
        </Button>
        {isBesideOthers && <BackToOthers />}
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

function BackToOthers() {
  const { t } = useTranslation()
  const choose = useChoosePerson()
  return (
    <>
      <Button
        size="md"
        variant="subtle"
        loading={choose.isPending}
        onClick={() => {
          choose.mutate({ person: null })
        }}
      >
        {t('firstRun.people.back')}
      </Button>
      {choose.isError && <FailureNote failure={failureOf(choose.error)} />}
    </>
  )
}
