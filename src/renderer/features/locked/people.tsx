import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { useChoosePerson } from '../../app/choose-person.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

type Props = {
  readonly state: AppState
  /** The one who was in front of it before goes on. */
  readonly onStay: () => void
}

/** Several people work on this computer: whose vault is to be opened. */
export function People({ state, onStay }: Props) {
  const { t } = useTranslation()
  const choose = useChoosePerson()
  return (
    <main className="locked">
      <div className="locked-column">
        <h1 className="title locked-name">{t('firstRun.people.title')}</h1>
        <ul className="locked-people" aria-label={t('firstRun.people.list')}>
          {state.people.map(({ number, name }, index) => (
            <li key={number}>
              <Button
                fullWidth
                size="md"
                variant="default"
                autoFocus={index === 0}
                disabled={choose.isPending}
                onClick={() => {
                  if (number === state.person) onStay()
                  else choose.mutate({ person: number })
                }}
              >
                {name ?? t('firstRun.people.unnamed', { number })}
              </Button>
            </li>
          ))}
        </ul>
        {choose.isError && <FailureNote failure={failureOf(choose.error)} />}
        <div className="locked-switches">
          <button
            type="button"
            className="word-button"
            disabled={choose.isPending}
            onClick={() => {
              choose.mutate({ person: 'new' })
            }}
          >
            {t('firstRun.people.another')}
          </button>
        </div>
        <p className="detail locked-note">{t('firstRun.locked.notChecked')}</p>
      </div>
    </main>
  )
}
