import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { UnlockForm } from './unlock-form.tsx'
import { UnlockWithKitForm } from './unlock-with-kit-form.tsx'
import './locked.css'

/** What is seen of the practice while it is locked: its name, and how much waits. */
export function Locked({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const [usesKit, setUsesKit] = useState(false)
  return (
    <main className="locked">
      <div className="locked-column">
        <h1 className="title locked-name">{state.practiceName ?? t('common.appName')}</h1>
        {usesKit ? <UnlockWithKitForm /> : <UnlockForm />}
        <button
          type="button"
          className="word-button locked-switch"
          onClick={() => {
            setUsesKit(!usesKit)
          }}
        >
          {usesKit ? t('firstRun.locked.usePassphrase') : t('firstRun.locked.useKit')}
        </button>
        {state.demo !== null && (
          <p className="locked-demo">{t('firstRun.locked.demo', { passphrase: state.demo.passphrase })}</p>
        )}
        <p className="detail locked-note">
          {t('firstRun.locked.notChecked')}
          {state.waitingToLeave > 0 && ` ${t('firstRun.locked.waiting', { count: state.waitingToLeave })}`}
        </p>
      </div>
    </main>
  )
}
