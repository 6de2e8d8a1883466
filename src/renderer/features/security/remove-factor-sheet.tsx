import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../shared/contract/index.ts'
import { ok } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { FactorSheet } from './factor-sheet.tsx'
import { useFactorChange } from './use-factor-change.ts'

type Props = {
  readonly factor: Factor
  /** Without it nothing is asked for beside the passphrase. */
  readonly isLast: boolean
}

/** Takes a passkey or key file out of use; the passphrase shows who asks. */
export function RemoveFactorSheet({ factor, isLast }: Props) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const [passphrase, setPassphrase] = useState('')
  const remove = useFactorChange(async () => {
    await client.vault.removeFactor({ id: factor.id, passphrase })
    return ok(true)
  }, t('settings.security.removed'))
  return (
    <FactorSheet
      title={t('settings.security.titleRemove', { name: factor.name })}
      submitLabel={t('settings.security.remove')}
      cancelLabel={t('settings.security.keep')}
      isBusy={remove.isBusy}
      canSubmit={passphrase !== ''}
      onSubmit={remove.run}
    >
      <p>{isLast ? t('settings.security.removeLast') : t('settings.security.removeText')}</p>
      <SecretInput
        label={t('settings.security.passphrase')}
        value={passphrase}
        data-autofocus
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      {remove.failure !== null && <FailureNote failure={remove.failure} />}
    </FactorSheet>
  )
}
