import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { useStore } from '../../app/store.ts'
import { KitForm } from '../recovery-kit/kit-form.tsx'
import { AccountStep } from './account-step.tsx'
import { NoDevicePart } from './no-device-part.tsx'
import { PassphraseStep } from './passphrase-step.tsx'
import { UsedBefore } from './restore/used-before.tsx'
import { setupStage } from './stage.ts'
import { Welcome } from './welcome.tsx'
import './first-run.css'

type StepProps = {
  readonly step: 1 | 2 | 3
  readonly steps?: 2 | 3
  /** There is a store: said is what of it isn't as it should be. */
  readonly isMade?: boolean
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Step({ step, steps = 3, isMade = false, title, text, children }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <header className="setup-head">
        <p className="setup-step">{t('firstRun.step', { step, steps })}</p>
        <div className="setup-progress" aria-hidden="true">
          {Array.from({ length: steps }, (_none, index) => index + 1).map((number) => (
            <span key={number} data-done={number <= step || undefined} />
          ))}
        </div>
        <h1 className="setup-title">{title}</h1>
        <p className="setup-text">{text}</p>
      </header>
      {isMade && <NoDevicePart />}
      {children}
    </>
  )
}

function Stage({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const stage = useStore(setupStage)
  const [start, setStart] = useState<'new' | 'used-before' | 'auditor' | null>(null)
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
          onAuditor={() => {
            setStart('auditor')
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
    if (start === 'auditor') {
      return (
        <Step step={1} steps={2} title={t('firstRun.auditor.title')} text={t('firstRun.auditor.text')}>
          <PassphraseStep isAuditor />
        </Step>
      )
    }
    return (
      <Step step={1} title={t('firstRun.passphrase.title')} text={t('firstRun.passphrase.text')}>
        <PassphraseStep />
      </Step>
    )
  }
  if (stage === 'kit') {
    const isMail = state.vaultKind === 'mail'
    const kitStep = isMail ? ({ step: 3 } as const) : ({ step: 2, steps: 2 } as const)
    const leave = () => {
      setupStage.set(null)
    }
    return (
      <Step
        {...kitStep}
        isMade={!isMail}
        title={t('firstRun.kit.title')}
        text={t(isMail ? 'firstRun.kit.text' : 'firstRun.auditor.kit')}
      >
        <KitForm
          onDone={leave}
          onLater={leave}
          {...(!isMail && { laterLabel: t('firstRun.auditor.later') })}
        />
      </Step>
    )
  }
  return (
    <Step step={2} isMade title={t('firstRun.account.title')} text={t('firstRun.account.text')}>
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
