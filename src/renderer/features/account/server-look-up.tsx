import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ServerLookUp as Answer, ServerSuggestion } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import './account.css'

type Props = {
  readonly address: string
  readonly onUse: (servers: ServerSuggestion) => void
}

/** Asks the domain of an address for its servers, and shows what it says before any of it is used. */
export function ServerLookUp({ address, onUse }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const lookUp = useMutation(queries.accounts.lookUp.mutationOptions({ gcTime: 0 }))
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const ask = () => {
    lookUp.mutate({ address })
  }
  if (lookUp.data !== undefined) return <Found answer={lookUp.data} onUse={onUse} />
  return (
    <div className="server-look-up">
      <p className="detail">{t('account.lookUp.hint', { domain })}</p>
      {lookUp.isError && <FailureNote failure={failureOf(lookUp.error)} />}
      <Button variant="default" size="xs" loading={lookUp.isPending} onClick={ask}>
        {t('account.lookUp.ask', { domain })}
      </Button>
    </div>
  )
}

function Found({ answer, onUse }: { readonly answer: Answer; readonly onUse: Props['onUse'] }) {
  const { t } = useTranslation()
  const { domain } = answer
  if (answer.kind === 'nothing') {
    return (
      <p className="detail" role="status">
        {t('account.lookUp.nothing', { domain })}
      </p>
    )
  }
  const { suggestion } = answer
  const { providerName: provider } = suggestion
  const isNamed = answer.kind === 'named'
  const elsewhere = isNamed ? answer.elsewhere : []
  const lineOf = (which: 'imap' | 'smtp') => {
    const { host, port, security } = suggestion[which]
    const key = which === 'imap' ? 'account.lookUp.incoming' : 'account.lookUp.outgoing'
    const line = t(key, { host, port, security: t(`account.${security}`) })
    if (!isNamed || answer.named.includes(which)) return line
    const isGuess = suggestion.providerId === 'generic'
    return `${line} ${isGuess ? t('account.lookUp.guess', { domain }) : t('account.lookUp.ofProvider', { domain, provider })}`
  }
  return (
    <div className="server-look-up" role="status">
      <p>
        {isNamed ? t('account.lookUp.named', { domain }) : t('account.lookUp.provider', { domain, provider })}
      </p>
      <ul className="detail">
        <li>{lineOf('imap')}</li>
        <li>{lineOf('smtp')}</li>
      </ul>
      {elsewhere.length > 0 && (
        <p className="server-elsewhere">
          {t('account.lookUp.elsewhere', { count: elsewhere.length, hosts: elsewhere.join(', '), domain })}
        </p>
      )}
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          onUse(suggestion)
        }}
      >
        {isNamed ? t('account.lookUp.use') : t('account.lookUp.useProvider', { provider })}
      </Button>
    </div>
  )
}
