import { Button, Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AccountConnection, Connection } from '../../../../shared/contract/index.ts'
import { toldAtFoot } from '../../../app/cache.ts'
import { connection } from '../../../app/connection.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf, isErrorCode } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'
import { useStore } from '../../../app/store.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { useConnectionText } from '../../account/use-connection-text.ts'
import { useSignInAgain } from '../../account/use-sign-in-again.ts'

function AccountState({ address, state }: { readonly address: string; readonly state: AccountConnection }) {
  const text = useConnectionText(state)
  return (
    <div className="fact">
      <dt>{address}</dt>
      <dd>{text}</dd>
    </div>
  )
}

/** Of several accounts, what each of them is at. */
function AccountStates({ states }: { readonly states: Connection['accounts'] }) {
  const { queries } = useEngine()
  const accounts = useQuery(queries.accounts.list.queryOptions({ meta: toldAtFoot })).data ?? []
  if (states.length < 2) return null
  return (
    <dl className="facts connection-accounts">
      {accounts.map(({ id, address }) => {
        const state = states.find(({ accountId }) => accountId === id)
        return state && <AccountState key={id} address={address} state={state} />
      })}
    </dl>
  )
}

/** The state of the connection in one word or time, and behind it what is wrong and a way to try now. */
export function ConnectionFoot() {
  const { t } = useTranslation()
  const { client } = useEngine()
  const now = useStore(connection)
  const text = useConnectionText(now)
  const code = now?.failure?.code
  const detail = now?.failure?.detail
  const signInAgain = useSignInAgain(code)
  const check = () => {
    client.mail.sync().catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return (
    <Popover position="top-start" width={320}>
      <Popover.Target>
        <button type="button" className="connection" data-state={now?.state ?? 'connecting'}>
          <span className="connection-dot" aria-hidden="true" />
          <span className="nav-label">{text}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="connection-card">
        {isErrorCode(code) ? (
          <FailureNote failure={detail === undefined ? { code } : { code, detail }} action={signInAgain} />
        ) : (
          <p>{text}</p>
        )}
        {now !== null && <AccountStates states={now.accounts} />}
        <Button variant="default" onClick={check}>
          {t('mail.connection.checkNow')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
