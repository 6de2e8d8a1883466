import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { useStore } from '../../app/store.ts'
import { KitForm } from '../recovery-kit/kit-form.tsx'
import { AccountStep } from './account-step.tsx'
import { PassphraseStep } from './passphrase-step.tsx'
import { UsedBefore } from './restore/used-before.tsx'
import { setupStage } from './stage.ts'
import { Welcome } from './welcome.tsx'
import './first-run.css'

type StepProps = {
  readonly step: 1 | 2 | 3
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Step({ step, title, text, children }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <header className="setup-head">
        <p className="setup-step">{t('firstRun.step', { step })}</p>
        <div className="setup-progress" aria-hidden="true">
          {[1, 2, 3].map((number) => (
            <span key={number} data-done={number <= step || undefined} />
          ))}
        </div>
        <h1 className="setup-title">{title}</h1>
        <p className="setup-text">{text}</p>
      </header>
      {children}
    </>
  )
}

function Stage({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const stage = useStore(setupStage)
  const [start, setStart] = useState<'new' | 'used-before' | null>(null)
  if (state.phase === 'first-run') {
    if (start === null) {
      return (
        <Welcome
          isBesideOthers={state.people.length > 0}
          isDemoOffered={state.isDemoOffered}
          isOpeningDemo={state.isOpeningDemo}
          onStart={() => {
            setStart('new')
          }}
          onUsedBefore={() => {
            setStart('used-before')
          }}
        />
      )
    }
    if (start === 'used-before') {
      return (
        <UsedBefore
          onBack={() => {
            setStart(null)
          }}
        />
      )
    }
    return (
      <Step step={1} title={t('firstRun.passphrase.title')} text={t('firstRun.passphrase.text')}>
        <PassphraseStep />
      </Step>
    )
  }
  if (stage === 'kit') {
    const leave = () => {
      setupStage.set(null)
    }
    return (
      <Step step={3} title={t('firstRun.kit.title')} text={t('firstRun.kit.text')}>
        <KitForm onDone={leave} onLater={leave} />
      </Step>
    )
  }
  return (
    <Step step={2} title={t('firstRun.account.title')} text={t('firstRun.account.text')}>
      <AccountStep />
    </Step>
  )
}

/** From nothing to an inbox: a passphrase, the mail account, the recovery kit. */
export function FirstRun({ state }: { readonly state: AppState }) {
  return (
    <main className="setup">
      <div className="setup-column">
        <Stage state={state} />
      </div>
    </main>
  )
}
