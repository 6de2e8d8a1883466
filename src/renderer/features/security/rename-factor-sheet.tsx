import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../shared/contract/index.ts'
import { ok } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { FactorSheet } from './factor-sheet.tsx'
import { useFactorChange } from './use-factor-change.ts'

/** Gives a passkey or key file another name. */
export function RenameFactorSheet({ factor }: { readonly factor: Factor }) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const [name, setName] = useState(factor.name)
  const rename = useFactorChange(async () => {
    await client.vault.renameFactor({ id: factor.id, name })
    return ok(true)
  }, t('settings.security.renamed'))
  return (
    <FactorSheet
      title={t('settings.security.titleRename', { name: factor.name })}
      submitLabel={t('settings.security.rename')}
      isBusy={rename.isBusy}
      canSubmit={name.trim() !== ''}
      onSubmit={rename.run}
    >
      <TextInput
        label={t('settings.security.name')}
        value={name}
        maxLength={60}
        data-autofocus
        onChange={(event) => {
          setName(event.currentTarget.value)
        }}
      />
      {rename.failure !== null && <FailureNote failure={rename.failure} />}
    </FactorSheet>
  )
}
