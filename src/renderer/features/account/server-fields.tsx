import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Server, ServerSuggestion } from '../../../shared/contract/index.ts'
import type { AccountForm } from './account-form.ts'
import './account.css'

type RowProps = {
  readonly label: string
  readonly server: Server
  readonly onChange: (server: Server) => void
}

function ServerRow({ label, server, onChange }: RowProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="account-fieldset">
      <legend>{label}</legend>
      <div className="server-row">
        <TextInput
          label={t('account.host')}
          value={server.host}
          spellCheck={false}
          onChange={(event) => {
            onChange({ ...server, host: event.currentTarget.value })
          }}
        />
        <NumberInput
          label={t('account.port')}
          value={server.port}
          min={1}
          max={65535}
          hideControls
          allowDecimal={false}
          onChange={(port) => {
            onChange({ ...server, port: Number(port) })
          }}
        />
        <Select
          label={t('account.security')}
          value={server.security}
          allowDeselect={false}
          data={[
            { value: 'implicit', label: t('account.implicit') },
            { value: 'starttls', label: t('account.starttls') },
          ]}
          onChange={(security) => {
            onChange({ ...server, security: security === 'starttls' ? 'starttls' : 'implicit' })
          }}
        />
      </div>
    </fieldset>
  )
}

type Props = {
  readonly form: AccountForm
  readonly change: (next: Partial<AccountForm>) => void
  readonly suggestion: ServerSuggestion
}

/** The servers that the preset names, one line; all of it can be changed, except that TLS can't be switched off. */
export function ServerFields({ form, change, suggestion }: Props) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const imap = form.imap ?? suggestion.imap
  const smtp = form.smtp ?? suggestion.smtp
  if (!isOpen) {
    return (
      <p className="detail server-summary">
        <span>
          {t('account.servers')}: {[...new Set([imap.host, smtp.host])].join(', ')}
        </span>
        <button
          type="button"
          className="word-button"
          onClick={() => {
            setIsOpen(true)
          }}
        >
          {t('account.editServers')}
        </button>
      </p>
    )
  }
  return (
    <>
      <TextInput
        label={t('account.userName')}
        value={form.userName ?? form.address}
        spellCheck={false}
        onChange={(event) => {
          change({ userName: event.currentTarget.value })
        }}
      />
      <ServerRow
        label={t('account.imap')}
        server={imap}
        onChange={(server) => {
          change({ imap: server })
        }}
      />
      <ServerRow
        label={t('account.smtp')}
        server={smtp}
        onChange={(server) => {
          change({ smtp: server })
        }}
      />
    </>
  )
}
