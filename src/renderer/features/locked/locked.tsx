import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { useChoosePerson } from '../../app/choose-person.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { People } from './people.tsx'
import { SetAside } from './set-aside.tsx'
import { UnlockForm } from './unlock-form.tsx'
import { UnlockWithPaperForm } from './unlock-with-paper-form.tsx'
import { UnlockWithPasskey } from './unlock-with-passkey.tsx'
import './locked.css'

type Way = 'passkey' | 'passphrase' | 'kit' | 'shares'

/** What is seen of the practice while it is locked: its name, how much waits, and the ways in that it has. */
export function Locked({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const { waysIn } = state
  const alone = waysIn?.passkeys.filter(({ opensAlone }) => opensAlone) ?? []
  const [chosen, setChosen] = useState<Way | null>(null)
  const [isSomeoneElse, setIsSomeoneElse] = useState(false)
  const choose = useChoosePerson()
  const first: Way = alone.length > 0 ? 'passkey' : 'passphrase'
  const way = chosen === 'passkey' && alone.length === 0 ? first : (chosen ?? first)
  const alsoPassphrase: readonly Way[] = first === 'passkey' ? ['passphrase'] : []
  const others: readonly Way[] = [first, ...alsoPassphrase, 'kit', 'shares']
  const needsFactor = waysIn !== null && (waysIn.passkeys.length > 0 || waysIn.hasKeyFile)
  const { people, person } = state
  if (people.length > 0 && (person === null || isSomeoneElse)) {
    return (
      <People
        state={state}
        onStay={() => {
          setIsSomeoneElse(false)
        }}
      />
    )
  }
  return (
    <main className="locked">
      <div className="locked-column">
        <h1 className="title locked-name">{nameOf(state, t)}</h1>
        {way === 'passkey' && <UnlockWithPasskey passkeys={alone} />}
        {way === 'passphrase' && <UnlockForm waysIn={waysIn} />}
        {(way === 'kit' || way === 'shares') && (
          <UnlockWithPaperForm key={way} of={way} needsFactor={needsFactor} />
        )}
        {state.canSetAside && <SetAside />}
        <div className="locked-switches">
          {others
            .filter((other) => other !== way)
            .map((other) => (
              <button
                key={other}
                type="button"
                className="word-button"
                onClick={() => {
                  setChosen(other)
                }}
              >
                {t(switchTexts[other])}
              </button>
            ))}
        </div>
        {people.length > 0 && (
          <div className="locked-switches">
            <button
              type="button"
              className="word-button"
              disabled={choose.isPending}
              onClick={() => {
                if (people.length > 1) setIsSomeoneElse(true)
                else choose.mutate({ person: 'new' })
              }}
            >
              {t(people.length > 1 ? 'firstRun.people.someoneElse' : 'firstRun.people.another')}
            </button>
          </div>
        )}
        {choose.isError && <FailureNote failure={failureOf(choose.error)} />}
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

/** Alone on a computer it is the practice's name; beside others the person's. */
function nameOf({ people, person, practiceName }: AppState, t: TFunction): string {
  const chosen = people.length > 1 ? people.find(({ number }) => number === person) : undefined
  if (chosen === undefined) return practiceName ?? t('common.appName')
  return chosen.name ?? t('firstRun.people.unnamed', { number: chosen.number })
}

const switchTexts = {
  passkey: 'firstRun.locked.usePasskey',
  passphrase: 'firstRun.locked.usePassphrase',
  kit: 'firstRun.locked.useKit',
  shares: 'firstRun.locked.useShares',
} as const satisfies Record<Way, string>
